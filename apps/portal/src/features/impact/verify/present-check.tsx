import { Button } from "@mantine/core";
import { useState } from "react";
import { useWords } from "../../../app/i18n.ts";
import type { CheckedReceipt } from "../../../components/receipt/check.ts";
import type { CheckError } from "../../../components/receipt/check-error.ts";
import { explain } from "../../../components/receipt/explain.ts";
import { compareWithPresent, type PresentLog } from "../../../components/receipt/present.ts";
import { presentLog } from "../../../components/receipt/server.ts";
import { Failure, Verdict } from "../../../components/receipt/verdict.tsx";
import { verifyWords } from "./verify-words.ts";

/** Asks this server's log whether it still begins with the tree of the receipt. */
export function PresentCheck({ checked }: { checked: CheckedReceipt }) {
  const t = useWords(verifyWords);
  const [isBusy, setBusy] = useState(false);
  const [present, setPresent] = useState<PresentLog>();
  const [failure, setFailure] = useState<CheckError>();
  const compare = async () => {
    setBusy(true);
    setPresent(undefined);
    setFailure(undefined);
    try {
      setPresent(await compareWithPresent(checked, presentLog(location.origin)));
    } catch (error) {
      setFailure(explain(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p>{t("today_lead")}</p>
      <div>
        <Button variant="default" loading={isBusy} onClick={() => void compare()}>
          {t("compare")}
        </Button>
      </div>
      <div aria-live="polite">
        {failure && <Failure error={failure} title={t(failure.verdict === "refused" ? "contradicts" : "not_compared")} />}
        {present && (
          <Verdict tone="accepted" title={t("kept")}>
            <p>
              {t("begins", { size: present.checkpoint.size })} {t("added", { count: present.checkpoint.size - checked.checkpoint.size })}
            </p>
          </Verdict>
        )}
      </div>
    </>
  );
}
