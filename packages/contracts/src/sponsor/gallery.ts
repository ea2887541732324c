/** Pictures of what a sponsor's money paid for, as far as their players allow it. */
import { z } from "zod";
import { operation } from "../common/define.ts";
import { Id, Latitude, Longitude, pageInput, shape } from "../common/shared.ts";
import { panelNotFound, panelRange } from "./panel.ts";

/** A part of the action that one of the organisation's campaigns paid for, with its entries in the ledger. */
const GalleryShare = shape("GalleryShare", {
  campaign_id: Id,
  campaign_title: z.string(),
  parts: z.int(),
  of_parts: z.int(),
  amount_minor: z.int(),
  currency: z.string(),
  ledger_id: Id.nullable(),
  draw_ledger_id: Id.nullable(),
});

export const GalleryPicture = shape("GalleryPicture", { picture_id: Id, picture_url: z.string(), width_px: z.int(), height_px: z.int() });

export const GalleryItem = shape("GalleryItem", {
  proof_id: Id,
  action_id: Id,
  mission_id: Id,
  /** Null where there is no such mission or zone any more. */
  mission_title: z.string().nullable(),
  zone_id: Id,
  zone_name: z.string().nullable(),
  day: z.iso.date(),
  /** To about a kilometre. */
  lat: Latitude,
  lng: Longitude,
  pictures: z.array(GalleryPicture),
  shares: z.array(GalleryShare),
});

/** Why nothing is shown. */
export const GalleryEmpty = z.enum(["no_campaign", "nothing_paid_for", "nobody_allowed", "nothing_matches"]);
export type GalleryEmpty = z.infer<typeof GalleryEmpty>;

const SponsorGallery = shape("SponsorGallery", {
  organisation_id: Id,
  organisation_name: z.string(),
  /** Newest first. */
  items: z.array(GalleryItem),
  next_cursor: z.string().nullable(),
  empty: GalleryEmpty.nullable(),
});

export const galleryOperations = {
  sponsorGallery: operation({
    route: "GET /api/sponsor/gallery",
    summary: "Pictures of verified actions that an organisation's money paid for, blurred, released and allowed by their players",
    access: ["sponsor", "admin", "government"],
    input: z.object({ ...pageInput, organisation_id: Id.optional(), ...panelRange, zone_id: Id.optional(), mission_id: Id.optional() }),
    output: SponsorGallery,
    errors: { ...panelNotFound, days_reversed: 422 },
  }),
} as const;
