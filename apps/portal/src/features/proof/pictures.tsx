import "../../components/form/styles.ts";
import { Button, NativeSelect } from "@mantine/core";
import { CopyState, proofContract } from "@oneheart/contracts";
import { IconChevronLeft, IconChevronRight, IconLock, IconPhotoCheck } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useAddressState } from "../../app/address-state.ts";
import { useReadPages } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { useKeys } from "../../app/keys.ts";
import { useSession } from "../../app/portal-context.tsx";
import { useKeyHelp } from "../../app/use-key-help.ts";
import { Page } from "../../components/page/page.tsx";
import { EmptyState, ErrorState, LoadingLines, QueryState, State } from "../../components/states/states.tsx";
import { useCopy } from "./copy.ts";
import { CopyEditor } from "./copy-editor.tsx";
import classes from "./pictures.module.css";
import { picturesWords } from "./pictures-words.ts";

const roles = ["reviewer", "admin"];
const atOnce = 50;
const refresh_ms = 30_000;
const states = ["ready", "released", "blocked", "withdrawn"] as const;

/** May others see this? One picture at a time. */
export function Pictures() {
  const t = useWords(picturesWords);
  const { status, person } = useSession();
  const isAllowed = person !== undefined && roles.includes(person.role);
  return (
    <Page title={t("title")} lead={t("lead")}>
      {status !== "unknown" && !isAllowed && <State icon={IconLock} title={t("only_reviewers")} />}
      {isAllowed && <Queue />}
    </Page>
  );
}

function Queue() {
  const t = useWords(picturesWords);
  const [stateText, setState] = useAddressState("state");
  const [chosen, setChosen] = useAddressState("copy");
  const [told, setTold] = useState("");
  const state = CopyState.safeParse(stateText).data ?? "ready";
  const { items, query } = useReadPages(proofContract.operations.listBlurredCopies, { state, limit: atOnce }, { every_ms: refresh_ms });
  const ids = items.map(({ copy_id }) => copy_id);
  const copy_id = chosen ?? ids[0];
  const at = copy_id === undefined ? -1 : ids.indexOf(copy_id);
  const go = (to: number) => () => {
    if (ids[to] !== undefined) setChosen(ids[to]);
  };
  useKeys({ n: go(at + 1), p: go(at - 1) });
  useKeyHelp(usePictureKeys());
  const done = (words: string) => {
    setTold(words);
    setChosen(ids[at + 1] ?? ids[at - 1]);
  };

  return (
    <>
      <div className={classes.choice}>
        <NativeSelect
          aria-label={t("state")}
          value={state}
          onChange={({ currentTarget }) => {
            setChosen(undefined);
            setState(currentTarget.value === "ready" ? undefined : currentTarget.value);
          }}
          data={states.map((value) => ({ value, label: t(value) }))}
        />
        {at >= 0 && (
          <div className={classes.steps}>
            <Button variant="default" aria-label={t("previous")} disabled={at === 0} onClick={go(at - 1)}>
              <IconChevronLeft size={18} aria-hidden />
            </Button>
            <span className="tabular">{t(query.hasNextPage ? "at_more" : "at", { at: at + 1, of: ids.length })}</span>
            <Button variant="default" aria-label={t("next")} disabled={at === ids.length - 1} onClick={go(at + 1)}>
              <IconChevronRight size={18} aria-hidden />
            </Button>
          </div>
        )}
        <span role="status">{told}</span>
      </div>
      <QueryState query={query}>
        {() =>
          copy_id === undefined ? (
            <EmptyState title={t(state === "ready" ? "none_ready" : "none")} icon={IconPhotoCheck}>
              {state === "ready" && t("none_ready_more")}
            </EmptyState>
          ) : (
            <One key={copy_id} copy_id={copy_id} onTouch={() => setChosen(copy_id)} onDone={done} />
          )
        }
      </QueryState>
    </>
  );
}

function One({ copy_id, onTouch, onDone }: { copy_id: string; onTouch: () => void; onDone: (words: string) => void }) {
  const { query, copy } = useCopy(copy_id);
  if (copy) return <CopyEditor copy={copy} onTouch={onTouch} onDone={onDone} onReload={() => void query.refetch()} />;
  return query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <LoadingLines lines={8} />;
}

/** For the help on `?`. */
function usePictureKeys() {
  const t = useWords(picturesWords);
  return useMemo(
    () => ({
      title: t("title"),
      keys: [
        ["A", t("key_release")],
        ["B", t("key_blur")],
        ["Z", t("key_undo")],
        ["V", t("key_view")],
        ["N P", t("key_step")],
      ] as const,
    }),
    [t],
  );
}
