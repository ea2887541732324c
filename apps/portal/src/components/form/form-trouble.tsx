import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { defineWords, useWords } from "../../app/i18n.ts";
import { useTrouble } from "../../app/trouble.ts";
import classes from "./form.module.css";

const words = defineWords(
  "form-trouble",
  {
    kept: "Your request is kept and waits for a second person",
    kept_more: "Nothing has changed yet. Another administrator was told and can approve it.",
    look: "Look at the request",
  },
  {
    kept: "บันทึกคำขอแล้ว รอบุคคลที่สองอนุมัติ",
    kept_more: "ยังไม่มีสิ่งใดเปลี่ยน ระบบแจ้งผู้ดูแลคนอื่นให้อนุมัติแล้ว",
    look: "ดูคำขอ",
  },
);

/** No trouble: what was sent waits. */
function WaitsForApproval({ id }: { id: string }) {
  const t = useWords(words);
  return (
    <div role="status" className={classes.waits}>
      <IconClock size={18} aria-hidden />
      <div>
        <strong>{t("kept")}</strong>
        <p>{t("kept_more")}</p>
        <Link to="/admin/approvals" search={{ request: id } as never}>
          {t("look")}
        </Link>
      </div>
    </div>
  );
}

/** Why the form was refused. */
export function FormTrouble({ error }: { error: unknown }) {
  const trouble = useTrouble();
  if (!error) return <div role="alert" />;
  const { title, detail, request_id, kind, fields, code, context } = trouble(error);
  if (code === "approval_needed") return <WaitsForApproval id={String(context.approval_id)} />;
  return (
    <div role="alert" className={classes.trouble}>
      <IconAlertTriangle size={18} aria-hidden />
      <div>
        <strong>{title}</strong>
        {detail && <p>{detail}</p>}
        {[...fields].map(([path, message]) => (
          <p key={path}>{message}</p>
        ))}
        {kind === "failed" && request_id && <small>{request_id}</small>}
      </div>
    </div>
  );
}
