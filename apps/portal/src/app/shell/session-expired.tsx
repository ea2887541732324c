import { Modal } from "@mantine/core";
import { lazy, Suspense } from "react";
import { useWords } from "../i18n.ts";
import { useSession } from "../portal-context.tsx";
import { shellWords } from "./shell-words.ts";

const SignInForm = lazy(async () => ({ default: (await import("../../features/identity/sign-in-form.tsx")).SignInForm }));

/** Lets the person sign in again above the page, so that nothing typed in it is lost. */
export function SessionExpired() {
  const t = useWords(shellWords);
  const { status, person } = useSession();
  return (
    <Modal opened={status === "expired"} onClose={() => {}} withCloseButton={false} title={t("expired")}>
      <p>{t("expired_more")}</p>
      <Suspense>
        <SignInForm username={person?.username} />
      </Suspense>
    </Modal>
  );
}
