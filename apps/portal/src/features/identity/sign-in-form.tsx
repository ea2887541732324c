import "../../components/form/styles.ts";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { defineWords, useWords } from "../../app/i18n.ts";
import { usePortal } from "../../app/portal-context.tsx";
import { shellWords } from "../../app/shell/shell-words.ts";
import { FormTrouble } from "../../components/form/form-trouble.tsx";
import classes from "./sign-in.module.css";

const words = defineWords(
  "sign-in",
  {
    name: "User name or e-mail",
    password: "Password",
    show: "Show the password",
    send: "Sign in",
    demonstration: "Or try the demonstration as",
  },
  {
    name: "ชื่อผู้ใช้หรืออีเมล",
    password: "รหัสผ่าน",
    show: "แสดงรหัสผ่าน",
    send: "เข้าสู่ระบบ",
    demonstration: "หรือลองใช้ระบบสาธิตในบทบาท",
  },
);

interface Account {
  username: string;
  role: "player" | "reviewer" | "sponsor" | "government" | "admin";
}

/** Name and password, or one of the demonstration's accounts with a click. */
export function SignInForm({ username = "", onDone }: { username?: string; onDone?: () => void }) {
  const t = useWords(words);
  const w = useWords(shellWords);
  const { session } = usePortal();
  const [name, setName] = useState(username);
  const [password, setPassword] = useState("");
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const { data: accounts = [] } = useQuery({
    queryKey: ["demonstration"],
    queryFn: async () => ((await (await fetch("/session/demonstration")).json()) as { accounts: Account[] }).accounts,
  });
  const enter = async (begin: Promise<unknown>) => {
    setBusy(true);
    setError(undefined);
    try {
      await begin;
      onDone?.();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    void enter(session.logIn(name, password));
  };
  return (
    <div className={classes.form}>
      <form onSubmit={send} className={classes.form}>
        <TextInput
          label={t("name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="username"
          required
          withAsterisk={false}
        />
        <PasswordInput
          label={t("password")}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ "aria-label": t("show") }}
        />
        <FormTrouble error={error} />
        <Button type="submit" loading={busy}>
          {t("send")}
        </Button>
      </form>
      {accounts.length > 0 && (
        <section>
          <h2 className={classes.title}>{t("demonstration")}</h2>
          <ul className={classes.accounts}>
            {accounts.map((account) => (
              <li key={account.username}>
                <Button variant="default" fullWidth onClick={() => void enter(session.logInAs(account.username))}>
                  {account.username} · {w(`role_${account.role}`)}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
