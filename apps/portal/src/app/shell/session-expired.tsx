import { lazy, Suspense } from "react";
import { LateDialog } from "../../components/dialog/late-dialog.tsx";
import { useWords } from "../i18n.ts";
import { useSession } from "../portal-context.tsx";
import { shellWords } from "./shell-words.ts";

const SignInForm = lazy(async () => ({ default: (await import("../../features/identity/sign-in-form.tsx")).SignInForm }));

/** Lets the person sign in again above the page, so that nothing typed in it is lost. */
export function SessionExpired() {
  const t = useWords(shellWords);
  const { status, person } = useSession();
  if (status !== "expired") return null;
  return (
    <Suspense>
      <LateDialog opened onClose={() => {}} withCloseButton={false} title={t("expired")}>
        <p>{t("expired_more")}</p>
        <SignInForm username={person.username} />
      </LateDialog>
    </Suspense>
  );
}
