/** The demonstration programme: places, missions of every type, rewards and people. Coordinates are of the real places. */
import type { CallInput, identityContract, mapContract, questContract, tokenContract } from "@oneheart/contracts";

type ZoneInput = CallInput<typeof mapContract.operations.createZone>;
type MissionInput = CallInput<typeof questContract.operations.createMission>;
type RewardInput = CallInput<typeof tokenContract.operations.createReward>;
type AccountInput = CallInput<typeof identityContract.operations.createAccount>;

export const zones: Array<ZoneInput & { key: string }> = [
  {
    key: "lumpini",
    zone_type: "urban",
    name: "Lumpini Park, Bangkok",
    description: "The green heart of the city: lake, lawns and old trees.",
    location_lat: 13.7314,
    location_lng: 100.5414,
    radius_km: 1.2,
  },
  {
    key: "khung-bang-kachao",
    zone_type: "forest",
    name: "คุ้งบางกะเจ้า (Bang Kachao)",
    description: "Mangrove and nipa palm across the river from the harbour.",
    location_lat: 13.6889,
    location_lng: 100.5681,
    radius_km: 3,
    impact_factor_bps: 11_000,
  },
  {
    key: "arezzo",
    zone_type: "community",
    name: "Arezzo, centro storico",
    description: "The old town on its hill, from Corso Italia to the Prato.",
    location_lat: 43.4667,
    location_lng: 11.8833,
    radius_km: 2,
  },
];

export const missions: Array<Omit<MissionInput, "zone_id"> & { zone: string }> = [
  {
    zone: "lumpini",
    mission_type: "clean_up",
    quest_type: "daily",
    title: "Ten minutes for the lake",
    description: "Pick up what floats or lies at the edge of the lake. Photograph the full bag where you found it.",
    base_xp: 30,
    base_tokens: 3,
    difficulty_level: 1,
    expected_minutes: 10,
  },
  {
    zone: "lumpini",
    mission_type: "mentoring",
    quest_type: "community",
    title: "A hundred hours of reading aloud",
    description: "Read to children at the park library. The goal is shared by everyone.",
    base_xp: 80,
    base_tokens: 8,
    difficulty_level: 2,
    expected_minutes: 60,
    // Without one, a person looks, and says how many children were there.
    witnesses_required: 1,
    community_goal: 100,
  },
  {
    zone: "khung-bang-kachao",
    mission_type: "tree_planting",
    quest_type: "story",
    title: "ปลูกป่าชายเลน 1: raise the seedlings",
    description: "Pot mangrove seedlings at the nursery.",
    base_xp: 60,
    base_tokens: 6,
    difficulty_level: 2,
    story: { key: "mangrove", chapter: 1 },
  },
  {
    zone: "khung-bang-kachao",
    mission_type: "tree_planting",
    quest_type: "story",
    title: "ปลูกป่าชายเลน 2: plant them out",
    description: "Plant your seedlings at low tide.",
    base_xp: 120,
    base_tokens: 12,
    difficulty_level: 4,
    expected_minutes: 120,
    story: { key: "mangrove", chapter: 2 },
  },
  {
    zone: "khung-bang-kachao",
    mission_type: "tree_planting",
    quest_type: "daily",
    title: "Look after the young mangroves",
    description: "Free ten seedlings from weed and rubbish, and photograph the row when you are done.",
    base_xp: 40,
    base_tokens: 4,
    difficulty_level: 2,
    expected_minutes: 25,
  },
  {
    zone: "arezzo",
    mission_type: "clean_up",
    quest_type: "daily",
    title: "Walk the old town, leave it clean",
    description: "Collect litter along the walls and photograph the streets you cleaned.",
    base_xp: 50,
    base_tokens: 5,
    difficulty_level: 2,
    expected_minutes: 30,
  },
  {
    zone: "arezzo",
    mission_type: "heritage",
    quest_type: "community",
    title: "Every plaque legible",
    description: "Clean and photograph the historic plaques of the centre.",
    base_xp: 70,
    base_tokens: 7,
    difficulty_level: 3,
    expected_minutes: 30,
    community_goal: 50,
  },
  {
    zone: "lumpini",
    mission_type: "leadership",
    quest_type: "ascension",
    title: "Lead a clean-up of your own",
    description: "Bring five people, lead them for an hour, and hand in what you did together.",
    base_xp: 300,
    base_tokens: 30,
    difficulty_level: 6,
    min_level: 3,
    required_badges: ["first_step"],
  },
];

export const rewards: RewardInput[] = [
  { category: "travel", name: "River ferry day pass", description: "One day on the Chao Phraya ferries.", price_tokens: 15, quantity: 200 },
  {
    category: "digital",
    name: "Certificate of service",
    description: "A signed certificate of your verified actions.",
    price_tokens: 5,
    quantity: 100_000,
  },
  { category: "food", name: "Lunch at the community kitchen", description: "A warm lunch, any weekday.", price_tokens: 8, quantity: 500 },
];

export const people: Array<Omit<AccountInput, "password">> = [
  { username: "mali", email: "mali@example.org", role: "player" },
  { username: "somchai", email: "somchai@example.org", role: "player" },
  { username: "ปิติ", email: "piti@example.org", role: "player" },
  { username: "organiser", email: "organiser@example.org", role: "admin" },
  { username: "reviewer", email: "reviewer@example.org", role: "reviewer" },
  { username: "sponsor", email: "sponsor@example.org", role: "sponsor" },
  { username: "government", email: "government@example.org", role: "government" },
];
