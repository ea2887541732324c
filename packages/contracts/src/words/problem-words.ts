/** What each error code means and what to send instead: the `detail` of a problem without one of its own, and the page `/docs/problems`. */
import type { analyticsContract } from "../analytics/public.ts";
import type { Contract, ErrorCode } from "../common/define.ts";
import type { CommonErrorCode } from "../common/problem.ts";
import type { gatewayContract } from "../gateway/public.ts";
import type { identityContract } from "../identity/public.ts";
import type { impactContract } from "../impact/public.ts";
import type { mapContract } from "../map/public.ts";
import type { notificationContract } from "../notification/public.ts";
import type { platformContract } from "../platform/public.ts";
import type { playerContract } from "../player/public.ts";
import type { proofContract } from "../proof/public.ts";
import type { questContract } from "../quest/public.ts";
import type { socialContract } from "../social/public.ts";
import type { sponsorContract } from "../sponsor/public.ts";
import type { tokenContract } from "../token/public.ts";
import type { verificationContract } from "../verification/public.ts";

type CodesOf<C extends Contract> = { [Name in keyof C["operations"]]: ErrorCode<C["operations"][Name]> }[keyof C["operations"]];

/** Every code that any operation declares. A new one does not compile until it has its words here. */
type DeclaredCode =
  | CodesOf<typeof analyticsContract>
  | CodesOf<typeof gatewayContract>
  | CodesOf<typeof identityContract>
  | CodesOf<typeof impactContract>
  | CodesOf<typeof mapContract>
  | CodesOf<typeof notificationContract>
  | CodesOf<typeof platformContract>
  | CodesOf<typeof playerContract>
  | CodesOf<typeof proofContract>
  | CodesOf<typeof questContract>
  | CodesOf<typeof socialContract>
  | CodesOf<typeof sponsorContract>
  | CodesOf<typeof tokenContract>
  | CodesOf<typeof verificationContract>;

const common: Record<CommonErrorCode, string> = {
  invalid_input: "Some fields are missing, unknown or out of range. `errors` names each field and what it must be.",
  malformed_json: "The body is not JSON, or its length is wrong. Send one JSON object with `Content-Type: application/json`.",
  malformed_upload: "The form cannot be read. Send `multipart/form-data`, all fields before the file, and let the client set the boundary.",
  idempotency_key_required:
    "This call moves value, so it needs an `Idempotency-Key` header. Send a new UUID, and the same one when you repeat the call.",
  idempotency_key_invalid: "The `Idempotency-Key` must be 1 to 200 visible ASCII characters. A UUID is a good key.",
  unauthenticated: "Log in first: send `Authorization: Bearer` with the access token of a log-in that has not ended.",
  forbidden: "Your role may not make this call. Log in as somebody who may.",
  route_not_found: "There is nothing at this address. Look at `/docs` for the method and path.",
  request_timeout: "The request took too long to arrive or to answer. Repeat it, with the same `Idempotency-Key` if it had one.",
  idempotency_in_flight: "The first call with this key has not ended. Wait a moment and repeat it with the same key.",
  approval_needed:
    "A second person must approve this. The request is kept as `context.approval_id` and carried out once somebody does; nothing has changed yet.",
  payload_too_large: "The body or the file is larger than this call takes. Send a smaller one.",
  unsupported_media_type: "This call takes `application/json`, or `multipart/form-data` where it has a file.",
  idempotency_key_reused: "This key was used for another request. Send a new key with a new request.",
  rate_limited: "Too many requests. Wait for the seconds of `Retry-After`, then go on more slowly.",
  internal: "Something went wrong on the server. Repeat the call; if it stays, tell the operator the `request_id`.",
  unavailable: "Something that the server needs is away. Repeat the call after the seconds of `Retry-After`.",
};

const declared: Record<DeclaredCode, string> = {
  admin_role_needs_approval:
    "A second person approves who becomes an administrator. Make the account or the invitation with another role, then change the role.",
  approval_not_found: "No request for approval has this id. Take the id from the list of approvals.",
  approver_is_requester: "Who asked for this cannot decide it. Let a second person look, or withdraw the request.",
  approval_resolved:
    "This request waits for no decision any more; `context.status` says what became of it. Ask again if it is still wanted.",
  difference_changed:
    "The record has changed since you looked. `context.difference` says what the request would change now: look at it, then approve with the new `difference_id`.",
  requester_only: "Only who asked for this can withdraw it. Refuse it instead.",
  invitation_invalid: "This invitation is unknown, used up or over. Ask whoever invited you for a new one.",
  email_already_confirmed: "This address is confirmed. Nothing more is needed.",
  account_link_invalid: "This link is unknown, used or over. Ask for a new one.",
  invitation_not_found: "No invitation has this id. Take the id from the list of invitations.",
  time_zone_unknown: "There is no time zone of this name. Send an IANA name such as `Asia/Bangkok`, or leave it out.",
  too_many_releases: "You have given back as many items as a day allows. Decide the one that you hold.",
  account_closed: "This account was closed, so it moves nothing of value.",
  stock_changed: "The stock changed since it was looked at; `context` says what it is. Look again, and send `quantity_seen` as it is now.",
  stock_too_small: "The stock is smaller than what would be taken from it. Send a smaller `quantity_change`.",
  price_changed: "The price changed since it was shown; `context` says what it is. Show it, and send that.",
  job_not_found: "No job has this id. Take the id from the list of dead jobs.",
  persisted_query_not_found: "No query with this hash was run here lately. Send its text with the hash; from then on the hash is enough.",
  job_not_dead: "This job has attempts left, so it cannot be given more. Wait for it.",
  username_taken: "Somebody has this name, or one that looks like it. Send another `username`.",
  email_taken: "An account with this address exists. Log in with it, or send another `email`.",
  wrong_credentials: "The name or the password is wrong. Send the `identifier` and `password` of one account.",
  refresh_token_invalid: "This refresh token is unknown or has expired. Log in again.",
  refresh_token_reused: "This refresh token was used before, so its session was ended. Log in again.",
  session_not_found: "You have no session with this id. Take the id from the list of your sessions.",
  player_not_found: "No player has this id or DID. Send an id, a DID or `me`.",
  last_admin: "This is the last administrator. Make somebody else an administrator first.",
  account_not_found: "No account has this id. Take the id from the list of users.",
  did_not_found: "No player has this DID. Send a `did:oneheart:` identifier of a player who exists.",
  zone_not_found: "No zone has this id. Take one from `GET /api/map/zones`.",
  zone_exists:
    "There is a zone of this name at this place: `context.zone_id`. Change that one, or send `allow_duplicate` if another is meant.",
  mission_exists:
    "This zone has a mission of this title: `context.mission_id`. Change that one, or send `allow_duplicate` if another is meant.",
  reward_exists: "A reward of this name is on offer: `context.reward_id`. Change its stock, or send `allow_duplicate` if another is meant.",
  zone_retired: "This zone was retired. Send another `zone_id`, or bring the zone back with `is_active`.",
  bbox_invalid: "The box is no area on the map. Send `west,south,east,north` in degrees, south below north.",
  areas_invalid: "Nothing was imported. Mend what `problems` lists, each with its feature and its place, and send the file again.",
  area_parent_not_found: "No area with the code `parent` holds in this month. Import the wider level first.",
  boundaries_too_early:
    "Boundaries of a level that has areas can change from `earliest` on: what was told of earlier months stays in its area. Send that month or a later one as `valid_from`.",
  story_required:
    'A story mission belongs to a chapter. Send `story`, such as `{"key": "mangrove", "chapter": 1}`, or another `quest_type`.',
  chapter_taken: "This story has a mission for this chapter. Send the next `story.chapter`.",
  community_goal_required:
    "A community mission has a goal that all players reach together. Send `community_goal`, the number of completions, or another `quest_type`.",
  window_invalid: "The mission would end before it starts. Send an `ends_at` later than `starts_at`, or null for no end.",
  mission_not_found: "No mission has this id. Take `mission_id` from `GET /api/quest/list`.",
  mission_begun:
    "Somebody began this mission, so what it pays and asks stands; `context.fields` names what you would change. Hide it, and create another.",
  mission_changed: "The mission changed since it was looked at. Look again, and send its `version` as `version_seen`.",
  badge_unknown:
    "No rules have ever given the badges in `context.badges`, so nobody could start. Send some of `context.known`, or add a rule that gives them.",
  location_incomplete: "A position has two halves. Send both `lat` and `lng`, or neither.",
  mission_closed: "This mission cannot be started now: it is not open, or its zone is closed. Choose another from the list.",
  level_too_low: "You have not reached the level that this mission asks for; `context.min_level` names it. Do other quests first.",
  badge_missing: "This mission asks for badges that you do not hold; `context.badges` names them.",
  chapter_locked: "The chapter before this one is not completed. Do that first.",
  quest_already_active: "You have an open quest of this mission. Hand it in, or give it up, before starting again.",
  quest_already_done: "You have done this mission; a daily one can be started again after midnight of its zone.",
  goal_reached: "The community has reached this mission's goal. Choose another mission.",
  quest_not_found: "You have no quest with this id. Send the `quest_id` that starting answered, not the mission's id.",
  quest_not_active: "The quest is no longer under way; `context.status` says what it is. Start the mission again if it allows that.",
  quest_expired: "The time for this quest is over. Start the mission again.",
  captured_after_end:
    "The evidence was captured after the quest had ended. Only what was captured before its end can be sent; take the quest again where it is offered.",
  too_early: "A quest takes a part of its expected time at least. Hand it in from the moment in `context.hand_in_from` on.",
  proof_missing:
    "Some proofs are not of this quest, or were handed in before; `context.proof_ids` names them. Send the `proof_id` of each photograph of this quest.",
  media_missing: "The form has no file. Send the photograph or video as the field `media`, after the other fields.",
  media_empty: "The file has no bytes. Send the photograph again.",
  media_too_large: "The file is larger than what is taken. Send a smaller photograph or a shorter video.",
  media_type_unsupported: "The file is none of the kinds that are taken. Send JPEG, PNG, WebP, HEIC, MP4 or MOV.",
  media_unreadable: "The file is damaged or cut off. Send the original file again.",
  media_dimensions_too_large: "The picture has more pixels than can be looked at. Send it in a smaller size.",
  too_many_proofs: "This quest has as many proofs as it may have. Hand it in with those.",
  proof_not_found: "There is no proof with this id that you may see. Take the id from `GET /api/proof/list`.",
  link_invalid: "This link has expired or was changed. Ask again for what it belongs to, to get a new link.",
  media_not_found: "The file behind this link is gone.",
  copy_not_found: "There is no blurred copy with this id that you may see. Take the id from `GET /api/admin/blurred-copies`.",
  consent_missing: "The player of this proof lets its pictures be shown to nobody, so none is made or released.",
  copy_withdrawn_by_player: "Its player withdrew the pictures of this proof: none of them is made again unless the player allows it anew.",
  copy_fixed:
    "A copy in this state cannot be changed; `context.state` says which. Withdraw a released one first, and prepare one that is blocked or withdrawn.",
  copy_not_ready: "This copy cannot be released now; `context.state` says why. Wait until it is ready, or prepare it again.",
  copy_changed: "The copy changed since it was looked at. Look at it again, and send its `revision` as `revision_seen`.",
  copy_not_released: "Only a released copy can be withdrawn; `context.state` says what it is.",
  region_outside: "The region does not lie in the picture. Send a rectangle within `width_px` and `height_px` of the copy.",
  region_not_found: "The copy has no such region. Take `region_id` from its `regions`.",
  too_many_regions: "The copy has as many regions as it may have. Blur a larger one instead.",
  nothing_to_undo: "Nobody changed a region of this copy, or every change was undone.",
  action_not_found: "No action has this id. Take `action_id` from a proof or a ledger entry.",
  review_not_held: "You do not hold this item, or no longer. Claim the next one.",
  own_proof: "Nobody judges or confirms evidence of their own. Leave it to others.",
  reviewer_not_eligible: "You have taken part in this case before, so somebody else decides. Claim the next item.",
  more_than_reported:
    "No more people can be confirmed than the player reported, in an approval only: `context.reported` says how many. Send that or less.",
  reason_not_for_decision: "This `reason_code` does not go with this `decision`. Send one of `context.reasons`.",
  proof_not_decided: "This proof is not decided yet, so its answer is not known.",
  known_case_not_found: "This proof is no known case.",
  proof_not_rejected: "Only a rejected proof can be appealed.",
  already_appealed: "This proof was appealed before. The decision on the appeal is the last one.",
  appeal_too_late: "The time for an appeal is over.",
  proof_not_verified: "This proof is not verified: only a verified one can be taken back, or its pictures shown to others.",
  already_reversed: "This approval was taken back before.",
  rule_set_not_found: "No rule set has this version. Take one from the list of rule sets.",
  rule_version_taken: "A rule set with this version exists. Send another `version`.",
  rule_set_missing: "A decision of the past was made with rules that this server does not have.",
  rule_set_not_candidate: "Only a candidate can run in the shadow. Add the rules as a candidate first.",
  too_many_shadows: "As many rule sets run in the shadow as may. Stop one of them first.",
  already_witnessed: "You have said what you saw of this proof.",
  witness_too_late: "The time for witnesses of this proof is over.",
  action_not_verified: "This action is not verified, so nothing can be said about it yet.",
  own_action: "Nobody votes for an action of their own.",
  comment_not_found: "There is no comment with this id on this action.",
  entry_not_found: "The ledger has no entry with this id. Take one from `GET /api/impact/ledger`.",
  entry_not_sealed: "This entry is not in the log yet. Ask again in a few seconds.",
  checkpoint_not_found: "The log has no checkpoint yet. Ask again in a few seconds.",
  tile_not_found: "The log has no such tile. Ask for tiles within the size of the newest checkpoint.",
  version_taken: "Rules with this version exist. Send another `version`.",
  allocation_invalid: "The shares of `allocation_bps` must add up to 10,000; `context.sum_bps` says what they come to.",
  recipient_not_found: "No player has this id or DID. Send the `to` of a player who exists.",
  self_transfer: "Tokens cannot be sent to oneself. Send another player's id or DID as `to`.",
  insufficient_funds: "You do not have so many tokens free. Look at `GET /api/token/balance`: what is held cannot be spent.",
  transfer_limit_reached:
    "A young account can send only so much in a day; `context` says the limit and what is left of it. Send less, or wait.",
  reward_not_found: "No reward with this id is on offer. Take one from `GET /api/reward/marketplace`.",
  out_of_stock: "This reward is sold out. Choose another.",
  redemption_not_found: "No redemption has this id.",
  redemption_resolved: "This redemption was fulfilled or cancelled before.",
  organisation_not_found: "You belong to no organisation with this id. Take one from `GET /api/sponsor/organisations`.",
  member_role_too_low: "Your part in this organisation does not allow this; `context.needs` says which do. Ask an owner.",
  member_not_found: "This person is no member of the organisation.",
  last_owner: "This is the last owner. Make somebody else an owner first.",
  campaign_not_found: "No campaign of yours has this id. Take one from `GET /api/sponsor/campaigns`.",
  budget_not_positive: "A budget is more than nothing. Send `budget_minor` in minor units, such as 500000 for 5,000 baht.",
  campaign_window_invalid:
    "The campaign would end before it starts, or has ended already. Send an `ends_at` later than `starts_at` and than now.",
  campaign_without_place: "A campaign funds something. Send `zone_ids`, `mission_ids`, or both.",
  campaign_overlaps:
    "Your organisation funds some of this in the same period already: `context.campaign_id`. Change that one, or choose another period or place.",
  currency_unknown: "This currency is not known here. Send one of `context.known`.",
  rate_rounds_to_nothing: "At this rate a token costs less than one minor unit, or the budget buys no token. Send another `rate`.",
  pool_split_invalid: "The shares of `pools` must add up to 10,000; `context.sum_bps` says what they come to.",
  milestones_invalid: "The shares of `milestones` must add up to 10,000, and each step needs more actions than the one before.",
  conditions_exclusive: "A campaign matches, or waits for milestones, not both. Send one of `matching` and `milestones`.",
  staggered_start_invalid:
    "Chance cannot decide this start; `context.because` says why. It needs zones and no single missions, a start that is still to come, at least 60 possible orders (eight zones in two groups, say), and an end after its last group's start.",
  start_order_fixed: "Chance decides when these zones start, so zones and start stand. Make another campaign for others.",
  start_not_random: "All zones of this campaign start at once.",
  voice_link_unknown: "There is no question behind this link. Open it as it was printed, or ask who gave it to you.",
  voice_answered: "This link was answered before, and each is for one answer.",
  campaign_ended: "This campaign has ended; `context.status` says what it is. Create another.",
  campaign_changed: "The campaign changed since it was looked at. Look again, and send its `version` as `version_seen`.",
  budget_below_funds: "More was given already; `context.funded_minor` says how much. Send a budget that is not below it.",
  over_budget:
    "This is more than the budget has room for; `context.left_minor` says how much is left. Give less, or raise the budget first.",
  contribution_not_found: "No contribution of yours has this id.",
  contribution_resolved: "This contribution was paid or cancelled before; `context.status` says which.",
  second_person_needed: "Who entered a transfer cannot confirm it. Let somebody else look at the bank account.",
  not_a_transfer: "The payment provider confirms this contribution, nobody by hand.",
  campaign_not_ended: "Only the rest of an ended campaign goes back. End it first.",
  nothing_to_refund: "Nothing is left that could go back: all was spent, refunded, or is reserved for quests under way.",
  webhook_not_set_up: "This server has no `PAYMENT_WEBHOOK_SECRET`, so it hears no payment provider.",
  signature_invalid: "The signature is not that of the payment provider. Sign the body as it is sent, with the secret of this endpoint.",
  signature_too_old: "The signature is too old. Send the event again with a new one.",
  payment_event_unreadable: "The body is no event of the payment provider.",
  payment_differs: "Amount or currency are not those of the contribution that the payment names.",
  budget_below_use: "More tokens are reserved or paid already; `context.used_tokens` says how many. Send at least that, or null.",
  split_invalid:
    "The parts must add up to `context.of_parts`, and each campaign is named once; `context.sum_parts` says what they come to.",
  split_fixed: "Quests of this mission have begun with the parts as they are, so they stand.",
  cover_not_found:
    "This entry is about no action that a sponsor paid for: the programme stands behind it alone, or there is no such entry.",
  action_not_attributed:
    "Some actions are not this campaign's, or were taken back; `context.action_ids` names them. Claim those of its own list.",
  already_claimed: "Some of these were claimed before, and a claim is final; `context.action_ids` names them. Claim the others.",
  budget_exhausted:
    "The money for this mission is used up for now, so nobody can start it. Choose another, or come back when it is funded again.",
  redemption_not_fulfilled: "Only what was handed over is refunded; `context.status` says how it stands. Cancel what still waits.",
  redemption_under_way: "A partner was asked to hand this over, so it cannot be taken back here. Ask an administrator.",
  reward_not_open: "This reward cannot be redeemed now; `context` says from when and until when.",
  player_limit_reached:
    "You have redeemed this reward as often as one player may; `context` says how often, and `again_at` from when you may again.",
  stock_of_codes: "The stock of this reward is its codes. Add codes with `POST /api/reward/:id/codes`.",
  reward_without_codes: "This reward gives no codes out. Make a reward whose `fulfilment` is `codes`.",
  code_was_shown: "The code was shown to its owner, so it cannot go back into the stock. Leave `restock` out.",
  partner_not_found: "No partner has this id. Take one from `GET /api/reward/partners`.",
  partner_required: "A partner hands this over. Send its `partner_id`.",
  webhook_missing: "This partner has no address for calls. Give it a `webhook_url` first.",
  webhook_url_refused:
    "This address is not called; `context.because` says why. Send an HTTPS address of a public server, without name and password in it.",
  partner_key_wrong: "This key is no partner's. Send the newest `partner_key` of a partner who is active.",
  pickup_invalid: "This QR is not one of ours, or not for this partner. Have the player open the redemption in the app again.",
  pickup_expired: "The time to collect this is over, and its tokens were given back.",
  already_collected: "This was collected before; `context.collected_at` says when.",
  notification_not_found: "You have no notification with this id.",
  phone_code_wrong: "The code is wrong. Send the code of the newest message.",
  figure_not_counted_yet: "The place that this names is not reached yet. Take `drill` of the figure as it was answered.",
  period_too_long: "The period is longer than 366 days. Send a shorter one.",
  assumption_unordered:
    "The low case must be worth the least and the high case the most; `context` says which assumption is not in order. More deadweight is worth less.",
  assumptions_changed: "The assumptions changed since they were looked at. Look again, and send their `version` as `version_seen`.",
  days_reversed: "The first day is after the last one. Send `from` not later than `to`.",
  months_reversed: "The first month is after the last one. Send `from` not later than `to`.",
  period_not_over: "This period is not over yet. Ask for one that ends in the month of `context.last` or before.",
  period_signed_already: "This month was signed off before; `context.signed_at` says when. What changed since shows as a correction.",
  findings_open:
    "Checks of this month found errors; `context.checks` says which. Mend them, or send a `note` that says why it is signed off all the same.",
  export_not_found: "No bundle has this id. Take one from `GET /api/government/export`.",
  period_unknown:
    "No such period. Send `2026`, `2026-Q1`, `2026-03`, `2026-03-05`, `FY2026`, `last_30_days` or the like, or days that there are.",
  area_not_found: "There is no area with this id.",
  goal_mappings_changed: "The goals changed since they were looked at. Look again, and send their `version` as `version_seen`.",
  mission_type_twice: "A kind of mission stands in the list twice. Put all its targets in one place.",
  figure_too_old: "Too much has happened since this figure was made. Ask for it again, and follow its `drill`.",
  programme_changed: "The programme changed since it was looked at. Look again, and send its `version` as `version_seen`.",
  phone_code_expired: "The code has expired. Ask for a new one.",
};

/** Every code that a problem may have. A new one does not compile until each language has its words. */
export type ProblemCode = CommonErrorCode | DeclaredCode;

/** Words by code; undefined for a code that no operation declares. */
export const problemWords: Readonly<Record<string, string | undefined>> = { ...common, ...declared };
