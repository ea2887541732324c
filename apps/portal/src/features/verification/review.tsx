import { verificationContract } from "@oneheart/contracts";
import { IconCoffee, IconLock } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useRead } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { useSession } from "../../app/portal-context.tsx";
import { Page } from "../../components/page/page.tsx";
import { ErrorState, LoadingLines, State } from "../../components/states/states.tsx";
import { useItem } from "./item.ts";
import { ReviewItem } from "./review-item.tsx";
import { reviewWords } from "./review-words.ts";
import { useDecided } from "./use-act.ts";

const { ownReviews } = verificationContract.operations;

/** What do I decide now? One item at a time, the next of the queue. */
export function Review() {
  const t = useWords(reviewWords);
  const client = useQueryClient();
  const { status, person } = useSession();
  const isReviewer = person !== undefined && ["reviewer", "admin"].includes(person.role);
  const { query, next } = useItem({ mayTake: isReviewer });
  const goOn = () => {
    decided.forget();
    void client.invalidateQueries({ queryKey: [ownReviews.service, ownReviews.name] });
    next();
  };
  const decided = useDecided(goOn);
  const { data: own } = useRead(ownReviews, {}, { enabled: isReviewer });
  const counts = own && t("counts", { count: own.decisions_of_day, all: own.decisions });
  const item = query.data;

  if (status !== "unknown" && !isReviewer)
    return (
      <Page title={t("page")}>
        <State icon={IconLock} title={t("only_reviewers")}>
          {t("only_reviewers_more")}
        </State>
      </Page>
    );
  if (item)
    return (
      <ReviewItem
        key={item.item_id}
        item={item}
        decided={decided}
        counts={counts}
        releasesLeft={own?.releases_left}
        onNext={goOn}
        onReload={() => void query.refetch()}
      />
    );
  return (
    <Page title={t("page")} lead={counts}>
      {item === null && (
        <State icon={IconCoffee} title={t("empty")}>
          {t("empty_more")}
        </State>
      )}
      {item === undefined &&
        (query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : <LoadingLines lines={8} />)}
    </Page>
  );
}
