import { Button, Modal } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { FormEvent, ReactNode } from "react";
import { defineWords, useWords } from "../../app/i18n.ts";
import { useTrouble } from "../../app/trouble.ts";
import classes from "./form.module.css";

const words = defineWords("form", { cancel: "Cancel", close: "Close" }, { cancel: "ยกเลิก", close: "ปิด" });

interface FormDialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  submit: string;
  onSubmit: () => void;
  busy?: boolean;
  error?: unknown;
  size?: "md" | "lg" | "xl";
  children: ReactNode;
}

/** A form above the page. What the server refused stands above the button; what concerns one field stands at the field. */
export function FormDialog({ opened, onClose, title, submit, onSubmit, busy, error, size = "md", children }: FormDialogProps) {
  const t = useWords(words);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={size} closeButtonProps={{ "aria-label": t("close") }}>
      <form onSubmit={send} className={classes.form} noValidate>
        {children}
        <FormTrouble error={error} />
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button type="submit" loading={busy}>
            {submit}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

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
