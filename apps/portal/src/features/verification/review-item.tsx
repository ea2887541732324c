import { type ReviewDecision, verificationContract } from "@oneheart/contracts";
import { type ReactNode, useState } from "react";
import { useDraft } from "../../app/draft.ts";
import { useWords } from "../../app/i18n.ts";
import { useKeys } from "../../app/keys.ts";
import { usePortal } from "../../app/portal-context.tsx";
import { useKeyHelp } from "../../app/use-key-help.ts";
import { FormTrouble } from "../../components/form/form-trouble.tsx";
import { Page } from "../../components/page/page.tsx";
import { type Choice, Decision, noChoice } from "./decision.tsx";
import { DecisionBar, LeaseOver } from "./decision-bar.tsx";
import { Evidence } from "./evidence.tsx";
import { Facts } from "./facts.tsx";
import type { Item } from "./item.ts";
import { Lease, useLease } from "./lease.tsx";
import classes from "./review.module.css";
import { useReviewKeys } from "./review-keys.ts";
import { reviewWords } from "./review-words.ts";
import { useSeen } from "./seen.ts";
import { decideKind, reviewPath, type useDecided } from "./use-act.ts";
import { Why } from "./why.tsx";

const { extendReview, releaseReview } = verificationContract.operations;

interface ReviewItemProps {
  item: Item;
  decided: ReturnType<typeof useDecided>;
  counts: ReactNode;
  releasesLeft: number | undefined;
  onNext: () => void;
  onReload: () => void;
}

/** One item fills the screen, until it is decided, given back, or its time is over. */
export function ReviewItem({ item, decided, counts, releasesLeft, onNext, onReload }: ReviewItemProps) {
  const t = useWords(reviewWords);
  const { outbox, caller } = usePortal();
  const seen = useSeen(item);
  const [choice, setChoice] = useDraft<Choice>(`review ${item.item_id}`, noChoice);
  const [held_until, setHeldUntil] = useState(item.held_until);
  const [told, setTold] = useState<string>();
  const [failed, setFailed] = useState<unknown>();
  const left_s = useLease(held_until);
  useKeyHelp(useReviewKeys());

  const isOwn = (input: Record<string, unknown> | undefined) => input?.item_id === item.item_id;
  const act = isOwn(decided.act?.input) ? decided.act : undefined;
  const refused = isOwn(decided.refused?.act.input) ? decided.refused : undefined;
  const isOver = left_s === 0 && act === undefined && refused === undefined;
  const isOpen = act === undefined && refused === undefined && !isOver;

  const decide = (decision: ReviewDecision) => {
    if (!(decision === "approve" ? seen.mayApprove : seen.mayReject)) return setTold(t("look_first"));
    const reason_code = decision === "approve" ? choice.approve : choice.reject;
    if (reason_code === null) return setTold(t("choose_reason"));
    setTold(undefined);
    const people = decision === "approve" && choice.people !== "" ? { beneficiaries_confirmed: choice.people } : {};
    const note = choice.note.trim() === "" ? {} : { note: choice.note };
    outbox.hold({
      kind: decideKind,
      path: reviewPath,
      what: t(decision === "approve" ? "approved" : "rejected", { title: item.task.title }),
      input: { item_id: item.item_id, decision, reason_code, ...note, ...people },
    });
  };
  const attempt = (work: () => Promise<void>) => {
    setFailed(undefined);
    void work().catch(setFailed);
  };
  const extend = () => attempt(async () => setHeldUntil((await (await caller())(extendReview, { item_id: item.item_id })).held_until));
  const giveBack = () =>
    attempt(async () => {
      await (await caller())(releaseReview, { item_id: item.item_id });
      onNext();
    });
  useKeys({ a: () => decide("approve"), r: () => decide("reject"), s: giveBack, x: extend }, { active: isOpen });
  useKeys({ n: onNext }, { active: isOver || refused !== undefined });

  return (
    <Page
      title={item.task.title}
      lead={item.task.description}
      actions={
        <div className={classes.standing}>
          {!isOver && <Lease left_s={left_s} onExtend={extend} />}
          <span className={classes.quiet}>{counts}</span>
        </div>
      }
    >
      {isOver ? (
        <LeaseOver onNext={onNext} />
      ) : (
        <div className={classes.item}>
          <div className={classes.main}>
            <Evidence item={item} seen={seen} onReload={onReload} />
            <Facts item={item} />
          </div>
          <aside className={classes.side} aria-label={t("why")}>
            <Why item={item} />
            <Decision item={item} choice={choice} onChange={setChoice} disabled={!isOpen} />
            <p className={classes.quiet}>{t("player_reads")}</p>
          </aside>
          <DecisionBar
            act={act}
            refused={refused}
            mayApprove={seen.mayApprove}
            mayReject={seen.mayReject}
            told={told}
            releasesLeft={releasesLeft}
            onDecide={decide}
            onGiveBack={giveBack}
            onNext={onNext}
          >
            {failed !== undefined && <FormTrouble error={failed} />}
          </DecisionBar>
        </div>
      )}
    </Page>
  );
}
