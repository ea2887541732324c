import { IconAlertTriangle } from "@tabler/icons-react";
import { useTrouble } from "../../app/trouble.ts";
import classes from "./form.module.css";

/** Why the form was refused. */
export function FormTrouble({ error }: { error: unknown }) {
  const trouble = useTrouble();
  if (!error) return <div role="alert" />;
  const { title, detail, request_id, kind, fields } = trouble(error);
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
