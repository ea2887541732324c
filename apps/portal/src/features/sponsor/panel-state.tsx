import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useWords } from "../../app/i18n.ts";
import { Card } from "../../components/page/page.tsx";
import { EmptyState, ErrorState, LoadingLines } from "../../components/states/states.tsx";
import { sponsorWords } from "./words.ts";

interface PanelStateProps<Data> {
  query: { data: Data | undefined; error: unknown; refetch: () => unknown };
  children: (data: Data) => ReactNode;
}

/** What was read of one's organisation; without one, what to do. */
export function PanelState<Data>({ query: { data, error, refetch }, children }: PanelStateProps<Data>) {
  const t = useWords(sponsorWords);
  const again = () => void refetch();
  if (data !== undefined)
    return (
      <>
        {error ? <ErrorState error={error} onRetry={again} /> : null}
        {children(data)}
      </>
    );
  if (!error) return <LoadingLines lines={8} />;
  const isNowhere = (error as { code?: string }).code === "organisation_not_found";
  return (
    <Card>
      {isNowhere ? (
        <EmptyState title={t("no_organisation")} action={<Link to="/sponsor/new">{t("new_campaign")}</Link>}>
          {t("no_organisation_more")}
        </EmptyState>
      ) : (
        <ErrorState error={error} onRetry={again} />
      )}
    </Card>
  );
}
