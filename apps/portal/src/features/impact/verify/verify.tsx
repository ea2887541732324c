import { type DragEvent, useEffect, useRef, useState } from "react";
import { useAddressState } from "../../../app/address-state.ts";
import { useWords } from "../../../app/i18n.ts";
import { Page } from "../../../components/page/page.tsx";
import { type CheckedReceipt, checkReceipt } from "../../../components/receipt/check.ts";
import type { CheckError } from "../../../components/receipt/check-error.ts";
import { explain } from "../../../components/receipt/explain.ts";
import { fetchLogKeys, fetchReceipt } from "../../../components/receipt/server.ts";
import { Failure } from "../../../components/receipt/verdict.tsx";
import { emptyForm, type Form, quorumOf, readReceiptFile } from "./form.ts";
import { KeyForm } from "./key-form.tsx";
import { ReceiptForm } from "./receipt-form.tsx";
import { Result } from "./result.tsx";
import classes from "./verify.module.css";
import { verifyWords } from "./verify-words.ts";

/** What the last check came to. A good one says whose key it rests on. */
type Outcome = { checked: CheckedReceipt; logKeys: string; isServerKey: boolean } | { failure: CheckError };

/** Is this receipt true? Everything is checked here, with the pieces of `@oneheart/tlog`. */
export function Verify() {
  const t = useWords(verifyWords);
  const [asked, setAsked] = useAddressState("entry");
  const [form, setForm] = useState<Form>(() => ({ ...emptyForm, entry_id: asked ?? "" }));
  const [outcome, setOutcome] = useState<Outcome>();
  const [isBusy, setBusy] = useState(false);
  const verdict = useRef<HTMLElement>(null);

  const perform = async (work: () => Promise<Outcome>) => {
    setBusy(true);
    setOutcome(undefined);
    setOutcome(await work().catch((error: unknown) => ({ failure: explain(error) })));
    setBusy(false);
    verdict.current?.scrollIntoView({ block: "nearest" });
  };
  const check = async ({ receipt, is_server_key, log_keys, witness_keys, quorum }: Form): Promise<Outcome> => {
    const request = { receipt, witnessKeys: witness_keys, quorum: quorumOf(quorum) };
    const logKeys = is_server_key ? await fetchLogKeys() : log_keys;
    return { checked: checkReceipt({ ...request, logKeys }), logKeys, isServerKey: is_server_key };
  };
  const checkText = (receipt: string) => {
    const next = { ...form, receipt };
    setForm(next);
    return check(next);
  };
  const fetchAndCheck = (id: string) => perform(async () => checkText(await fetchReceipt(id)));
  const take = (file: File | undefined) => {
    if (file) void perform(async () => checkText(await readReceiptFile(file)));
  };
  // A verdict is about what was checked, not about what is typed since.
  const change = (part: Partial<Form>) => {
    setForm({ ...form, ...part });
    if (!("entry_id" in part)) setOutcome(undefined);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each entry that an address names.
  useEffect(() => {
    if (asked !== undefined) void fetchAndCheck(asked);
  }, [asked]);

  const onFetch = () => (form.entry_id.trim() === asked ? void fetchAndCheck(form.entry_id) : setAsked(form.entry_id.trim()));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a file may be dropped anywhere; the button below does the same.
    <div
      className={classes.drop}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        take(event.dataTransfer.files[0]);
      }}
    >
      <Page title={t("title")} lead={t("lead")} width="read">
        <ReceiptForm form={form} isBusy={isBusy} onChange={change} onFetch={onFetch} onFile={take} />
        <KeyForm form={form} isBusy={isBusy} onChange={change} onCheck={() => void perform(() => check(form))} />
        <section ref={verdict} aria-live="polite" aria-label={t("verdict")}>
          {outcome && "failure" in outcome && <Failure error={outcome.failure} />}
          {outcome && "checked" in outcome && <Result {...outcome} />}
        </section>
        <p className={classes.limit}>{t("limit")}</p>
      </Page>
    </div>
  );
}
