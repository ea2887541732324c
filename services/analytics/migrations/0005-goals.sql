-- Which Sustainable Development Goals and targets each kind of mission serves. One row, changed by administrators; it begins with what the
-- kinds of this product plainly serve: https://unstats.un.org/sdgs/indicators/indicators-list/
CREATE TABLE goal_mappings (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  mappings jsonb NOT NULL,
  version int NOT NULL DEFAULT 1,
  updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO goal_mappings (mappings) VALUES ('[
  {"mission_type": "clean_up", "targets": ["11.6", "12.5", "14.1"]},
  {"mission_type": "tree_planting", "targets": ["13.1", "15.2"]},
  {"mission_type": "teaching", "targets": ["4.1"]},
  {"mission_type": "mentoring", "targets": ["4.4"]},
  {"mission_type": "heritage", "targets": ["11.4"]},
  {"mission_type": "leadership", "targets": ["17.17"]}
]');
CREATE TRIGGER goal_mappings_stay BEFORE DELETE ON goal_mappings FOR EACH ROW EXECUTE FUNCTION refuse_change();
