import "../../components/form/styles.ts";
import { Button, NativeSelect } from "@mantine/core";
import { type GalleryEmpty, sponsorContract } from "@oneheart/contracts";
import { IconPhotoOff } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useAddressState } from "../../app/address-state.ts";
import { type Answer, useRead, useReadPages } from "../../app/calls.ts";
import { useWords } from "../../app/i18n.ts";
import { useSession } from "../../app/portal-context.tsx";
import { Card } from "../../components/page/page.tsx";
import { EmptyState } from "../../components/states/states.tsx";
import classes from "./gallery.module.css";
import { GalleryItem, type Item } from "./gallery-item.tsx";
import { GalleryLightbox } from "./gallery-lightbox.tsx";
import { galleryWords } from "./gallery-words.ts";
import { PanelChoice } from "./panel-choice.tsx";
import { usePanelSearch } from "./panel-search.ts";
import { PanelState } from "./panel-state.tsx";
import { SponsorPage } from "./sponsor-page.tsx";

type Gallery = Answer<typeof sponsorContract.operations.sponsorGallery>;
const atOnce = 24;

/** Pictures of what one's money paid for, as far as players allow it. */
export function SponsorGallery() {
  const t = useWords(galleryWords);
  const { status } = useSession();
  const [{ organisation, campaign, from, to, zone, mission }] = usePanelSearch();
  const asked = { organisation_id: organisation, campaign_id: campaign, from, to, zone_id: zone, mission_id: mission, limit: atOnce };
  const { items, query } = useReadPages(sponsorContract.operations.sponsorGallery, asked, { enabled: status === "signed_in" });
  const first = { data: query.data?.pages[0] as Gallery | undefined, error: query.error, refetch: query.refetch };
  return (
    <SponsorPage title={t("title")} lead={t("lead")} signIn={t("sign_in")}>
      <PanelState query={first}>
        {(gallery) => (
          <>
            <Choice gallery={gallery} items={items} />
            {gallery.empty !== null ? <Nothing why={gallery.empty} /> : <Pictures items={items} onGone={() => void query.refetch()} />}
            {query.hasNextPage && (
              <Button
                variant="default"
                className={classes.more}
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {t("more")}
              </Button>
            )}
          </>
        )}
      </PanelState>
    </SponsorPage>
  );
}

/** Whose pictures, when, where and of what. Zones are those that money was paid for, missions those that are seen. */
function Choice({ gallery: { organisation_id }, items }: { gallery: Gallery; items: readonly Item[] }) {
  const t = useWords(galleryWords);
  const [{ campaign, zone, mission }, change] = usePanelSearch();
  const { data: panel } = useRead(sponsorContract.operations.sponsorPanel, { organisation_id, campaign_id: campaign });
  const zones = (panel?.by_zone ?? []).map(({ zone_id, name }) => ({ value: zone_id, label: name ?? t("zone_gone") }));
  const missions = new Map(items.map(({ mission_id, mission_title }) => [mission_id, mission_title ?? t("mission_gone")]));
  if (mission !== undefined && !missions.has(mission)) missions.set(mission, t("mission_gone"));
  return (
    <PanelChoice panel={{ organisation_id, currency: "", currencies: [] }}>
      <NativeSelect
        label={t("zone")}
        value={zone ?? ""}
        onChange={({ currentTarget }) => change({ zone: currentTarget.value || undefined, mission: undefined })}
        data={[{ value: "", label: t("all_zones") }, ...zones]}
      />
      <NativeSelect
        label={t("mission")}
        value={mission ?? ""}
        onChange={({ currentTarget }) => change({ mission: currentTarget.value || undefined })}
        data={[{ value: "", label: t("all_missions") }, ...[...missions].map(([value, label]) => ({ value, label }))]}
      />
    </PanelChoice>
  );
}

function Pictures({ items, onGone }: { items: readonly Item[]; onGone: () => void }) {
  const [open, setOpen] = useAddressState("picture");
  const at = items.findIndex(({ proof_id }) => proof_id === open);
  const step = (by: number) => {
    const next = items[at + by];
    return next && (() => setOpen(next.proof_id));
  };
  return (
    <>
      <ul className={classes.grid}>
        {items.map((item) => (
          <GalleryItem key={item.proof_id} item={item} onOpen={() => setOpen(item.proof_id)} onGone={onGone} />
        ))}
      </ul>
      {at >= 0 && (
        <GalleryLightbox item={items[at]!} onClose={() => setOpen(undefined)} onPrevious={step(-1)} onNext={step(1)} onGone={onGone} />
      )}
    </>
  );
}

function Nothing({ why }: { why: GalleryEmpty }) {
  const t = useWords(galleryWords);
  return (
    <Card>
      <EmptyState
        title={t(why)}
        icon={IconPhotoOff}
        action={why === "nobody_allowed" || why === "nothing_paid_for" ? <Link to="/sponsor">{t("to_panel")}</Link> : undefined}
      >
        {t(`${why}_more`)}
      </EmptyState>
    </Card>
  );
}
