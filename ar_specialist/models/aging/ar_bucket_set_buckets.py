from odoo import api, fields, models


class ArBucketSet(models.Model):
    _inherit = "ar.bucket.set"

    bucket_ids = fields.One2many("ar.bucket", "bucket_set_id", string="Bucket Records", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        sets = super().create(vals_list)
        sets._sync_buckets()
        return sets

    def write(self, vals):
        result = super().write(vals)
        if {"limits", "limits_before"} & vals.keys():
            self._sync_buckets()
        return result

    def _sync_buckets(self):
        """Give every set as many buckets as it has periods; those that stay keep their ids."""
        missing = []
        for bucket_set in self:
            count = len(bucket_set._periods())
            # The buckets follow from the set; whoever may write the set need not write them.
            buckets = bucket_set.sudo().bucket_ids
            buckets.filtered(lambda bucket, count=count: bucket.sequence >= count).unlink()
            there = set(buckets.exists().mapped("sequence"))
            missing += [
                {"bucket_set_id": bucket_set.id, "sequence": number} for number in range(count) if number not in there
            ]
        self.env["ar.bucket"].sudo().create(missing)

    @api.model
    def _sync_all_buckets(self):
        self.with_context(active_test=False).search([])._sync_buckets()
