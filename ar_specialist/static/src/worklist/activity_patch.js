import { Activity } from "@mail/core/web/activity";
import { patch } from "@web/core/utils/patch";

patch(Activity.prototype, {
    /** Log what was said: it completes the activity. */
    async onClickArLogContact() {
        const { id } = this.props.activity;
        const action = await this.env.services.orm.call("mail.activity", "action_ar_log_contact", [[id]]);
        await this.env.services.action.doAction(action, {
            onClose: () => {
                this.props.onActivityChanged(this.thread);
                this.props.reloadParentView?.();
            },
        });
    },
});
