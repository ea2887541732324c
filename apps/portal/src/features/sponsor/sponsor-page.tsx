import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useWords } from "../../app/i18n.ts";
import { useSession } from "../../app/portal-context.tsx";
import { Card, Page } from "../../components/page/page.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import { sponsorWords } from "./words.ts";

interface SponsorPageProps {
  title: string;
  lead: string;
  /** What signing in is for. */
  signIn: string;
  children: ReactNode;
}

/** A page for those who are signed in; others are shown the way. */
export function SponsorPage({ title, lead, signIn, children }: SponsorPageProps) {
  const s = useWords(sponsorWords);
  const { status } = useSession();
  return (
    <Page title={title} lead={lead}>
      {status === "nobody" ? (
        <Card>
          <EmptyState title={signIn} action={<Link to="/sign-in">{s("sign_in_link")}</Link>} />
        </Card>
      ) : (
        children
      )}
    </Page>
  );
}
