from odoo import models
from odoo.orm.domains import DomainAnd, DomainBool, DomainCondition, DomainNot, DomainOr
from odoo.tools import format_list


class ArSegment(models.AbstractModel):
    """A domain over customers in the words of the user."""

    _name = "ar.segment"
    _description = "Customer segment in words"

    def _told(self, domain):
        """Return `domain`, a :class:`Domain` over res.partner, as a phrase."""
        if isinstance(domain, DomainBool):
            return self.env._("Everyone who is left") if domain.is_true() else self.env._("nobody")
        if isinstance(domain, DomainAnd):
            return self.env._(" and ").join(self._told_inside(child) for child in domain.children)
        if isinstance(domain, DomainOr):
            return self.env._(" or ").join(self._told_inside(child) for child in domain.children)
        if isinstance(domain, DomainNot):
            return self.env._("not (%s)", self._told(domain.child))
        if isinstance(domain, DomainCondition):
            return self._told_condition(domain)
        return str(domain)

    def _told_inside(self, domain):
        told = self._told(domain)
        return f"({told})" if isinstance(domain, (DomainAnd, DomainOr)) else told

    def _told_condition(self, condition):
        field, label = self._field(condition.field_expr)
        values = condition.value
        if isinstance(values, bool):
            values = [values]
        elif isinstance(values, (str, int, float)) or not hasattr(values, "__iter__"):
            return f"{label} {self._operator(condition.operator)} {self._told_values(field, [values])}"
        values = list(values)
        if len(values) == 1 and isinstance(values[0], bool):
            is_set = values[0] == (condition.operator in ("=", "in"))
            return self.env._("%s is set", label) if is_set else self.env._("%s is not set", label)
        return f"{label} {self._operator(condition.operator)} {self._told_values(field, values)}"

    def _operator(self, operator):
        return {
            "=": self.env._("is"), "in": self.env._("is"), "!=": self.env._("is not"), "not in": self.env._("is not"),
            "ilike": self.env._("contains"), "not ilike": self.env._("does not contain"),
            "child_of": self.env._("is under"), "parent_of": self.env._("is above"),
        }.get(operator, operator)

    def _field(self, expression):
        """Return the last field on the path `expression` from a customer, and the path in words."""
        model, field, labels = self.env["res.partner"], None, []
        for name in expression.split("."):
            field = model._fields.get(name) if model is not None else None
            labels.append(field._description_string(self.env) if field else name)
            model = self.env[field.comodel_name] if field is not None and field.relational else None
        # The name or code of a country is the country.
        return field, " ".join(labels[:-1] if len(labels) > 1 and name in ("code", "name", "display_name") else labels)

    def _told_values(self, field, values):
        if field is not None and field.relational and all(isinstance(value, int) for value in values):
            texts = self.env[field.comodel_name].browse(values).exists().mapped("display_name")
        elif field is not None and field.type == "selection":
            names = dict(field._description_selection(self.env))
            texts = [str(names.get(value, value)) for value in values]
        else:
            texts = [str(value) for value in values]
        return format_list(self.env, texts, "or") if texts else self.env._("nothing")
