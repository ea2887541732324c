import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { useWords } from "../../app/i18n.ts";
import { homeOf } from "../../app/navigation.ts";
import { useSession } from "../../app/portal-context.tsx";
import { shellWords } from "../../app/shell/shell-words.ts";
import { Card, Page } from "../../components/page/page.tsx";
import { SignInForm } from "./sign-in-form.tsx";

export function SignIn() {
  const t = useWords(shellWords);
  const navigate = useNavigate();
  const { status, person } = useSession();
  useEffect(() => {
    if (status === "signed_in" && person) void navigate({ to: homeOf(person.role), replace: true });
  }, [status, person, navigate]);
  return (
    <Page title={t("sign_in")} width="read">
      <Card>
        <SignInForm />
      </Card>
    </Page>
  );
}
