import { type CheckedReceipt, checkReceipt } from "./check.ts";
import { byId, origin, type PageElement, query } from "./dom.ts";
import { explain } from "./explain.ts";
import { acceptFiles, entryId, followChoice, readForm, receiptText, takesServerKey } from "./form.ts";
import { compareWithPresent } from "./present.ts";
import { clearPresent, clearResult, showFailure, showPresent, showPresentFailure, showReceipt } from "./result.ts";
import { fetchReceipt, presentLog } from "./server.ts";

const buttons = () => ["check", "fetch", "compare"].map(byId);

/** Does one thing at a time, and tells what stopped it. What is not expected reaches the console too. */
function perform(work: () => Promise<void>, fail: (error: unknown) => void): void {
  const ready = (is: boolean) => {
    for (const button of buttons()) button.disabled = !is;
  };
  ready(false);
  work()
    .catch(fail)
    .finally(() => ready(true));
}

const fail = (error: unknown) => showFailure(explain(error));
const failPresent = (error: unknown) => showPresentFailure(explain(error));

async function check(): Promise<void> {
  clearResult();
  const isServerKey = takesServerKey();
  const request = await readForm();
  const checked = checkReceipt(request);
  showReceipt(checked, { isServerKey, logKeys: request.logKeys });
  onCompare = () => perform(() => compare(checked), failPresent);
}

async function compare(checked: CheckedReceipt): Promise<void> {
  clearPresent();
  showPresent(await compareWithPresent(checked, presentLog(origin())), checked);
}

let onCompare = () => {};

async function fetchAndCheck(): Promise<void> {
  clearResult();
  receiptText().value = "";
  receiptText().value = await fetchReceipt(entryId().value);
  await check();
}

function onSubmit(form: PageElement, work: () => Promise<void>): void {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    perform(work, fail);
  });
}

acceptFiles((text) => {
  receiptText().value = text;
  perform(check, fail);
}, fail);
followChoice();
onSubmit(byId("fetch-form"), fetchAndCheck);
onSubmit(byId("check-form"), check);
// A verdict is about what was checked, not about what is typed since.
for (const field of [byId("check-form"), receiptText()]) field.addEventListener("input", clearResult);
byId("compare").addEventListener("click", () => onCompare());
for (const button of buttons()) button.disabled = false;

const asked = query("entry");
if (asked !== null) {
  entryId().value = asked;
  perform(fetchAndCheck, fail);
}
