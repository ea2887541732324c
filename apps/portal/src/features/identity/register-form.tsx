import "../../components/form/styles.ts";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useWords } from "../../app/i18n.ts";
import { usePortal } from "../../app/portal-context.tsx";
import { useTrouble } from "../../app/trouble.ts";
import { FormTrouble } from "../../components/form/form-trouble.tsx";
import { joinWords } from "../programme/join-words.ts";
import classes from "./sign-in.module.css";

/** A new player's account. Nothing of it is kept in the tab: it has a password. */
export function RegisterForm({ onDone }: { onDone: (username: string) => void }) {
  const t = useWords(joinWords);
  const { session } = usePortal();
  const [username, setUsername] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const { fields } = useTrouble()(error);
  const send = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await session.register({ username, email, password });
      onDone(username);
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const common = { required: true, withAsterisk: false };
  return (
    <form
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextInput
        {...common}
        label={t("name")}
        description={t("name_help")}
        error={fields.get("username")}
        autoComplete="username"
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value)}
      />
      <TextInput
        {...common}
        label={t("email")}
        description={t("email_help")}
        error={fields.get("email")}
        type="email"
        autoComplete="email"
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        {...common}
        label={t("password")}
        description={t("password_help")}
        error={fields.get("password")}
        autoComplete="new-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ "aria-label": t("show") }}
      />
      <FormTrouble error={error} />
      <div>
        <Button type="submit" loading={busy}>
          {t("send")}
        </Button>
      </div>
    </form>
  );
}
