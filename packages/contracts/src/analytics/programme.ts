/** What this programme is called and how it presents itself. */
import { z } from "zod";
import { operation, refusal } from "../common/define.ts";
import { line, paragraph, shape, Time } from "../common/shared.ts";
import { PoolSplit } from "../impact/public.ts";
import { Language } from "../notification/public.ts";

const programmeFields = {
  name: line(120),
  description: paragraph(2000),
  /** An `https` address, or null for the product's own sign. */
  logo_url: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable(),
  /** The first one is the default. */
  languages: z.array(Language).min(1).max(5),
  /** IANA name: days and months of the programme's reports. */
  time_zone: z.string().min(1).max(64),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** The month in which its fiscal year begins; October in Thailand. */
  fiscal_year_starts: z.int().min(1).max(12),
  /** What happens with people's data, for people to read. */
  privacy_notice: paragraph(20_000),
};

export const ProgrammeSettings = shape("ProgrammeSettings", {
  ...programmeFields,
  /** How impact credits are divided, by the rules in force. */
  pool_split: PoolSplit,
  updated_at: Time,
  /** Grows by one with every change. */
  version: z.int(),
});

export const programmeOperations = {
  getProgramme: operation({
    route: "GET /api/programme",
    summary: "The programme: name, logo, languages, time zone, currency, pool split, privacy notice",
    access: ["anyone"],
    input: z.object({}),
    output: ProgrammeSettings,
  }),
  updateProgramme: operation({
    route: "PATCH /api/admin/programme",
    summary: "Change the programme's settings; what is left out stays",
    access: ["admin"],
    input: z
      .object(programmeFields)
      .partial()
      .extend({ version_seen: z.int().min(1).optional() }),
    output: ProgrammeSettings,
    errors: {
      time_zone_unknown: refusal(422, shape("ProgrammeTimeZoneUnknown", { time_zone: z.string() })),
      programme_changed: refusal(409, shape("ProgrammeChanged", { version: z.int() })),
    },
  }),
} as const;
