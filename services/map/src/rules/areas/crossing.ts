import type { Polygon, Position } from "./geometry.ts";

interface Edge {
  ring: number;
  /** Its place in its ring, and how many edges that has. */
  index: number;
  count: number;
  from: Position;
  to: Position;
  west: number;
  east: number;
}

/**
 * Where the rings of a polygon cross or run along themselves or each other; undefined where they do not. Two edges may meet in a point:
 * neighbours of one ring do, and a hole may touch its outer ring. Edges are compared as a line sweeps from west to east (Shamos and Hoey
 * 1976, with a plain list of the edges under the line), so coarse boundaries of 100,000 positions take well under a second.
 */
export function crossingOf(polygon: Polygon): Position | undefined {
  const edges = polygon.flatMap((ring, at) => edgesOf(ring, at)).sort((a, b) => a.west - b.west);
  let open: Edge[] = [];
  for (const edge of edges) {
    open = open.filter(({ east }) => east >= edge.west);
    for (const other of open) {
      const crossing = crossingOfEdges(edge, other);
      if (crossing !== undefined) return crossing;
    }
    open.push(edge);
  }
  return undefined;
}

function edgesOf(ring: Polygon[number], at: number): Edge[] {
  return ring.slice(1).map((to, index) => {
    const from = ring[index]!;
    return { ring: at, index, count: ring.length - 1, from, to, west: Math.min(from[0], to[0]), east: Math.max(from[0], to[0]) };
  });
}

function crossingOfEdges(a: Edge, b: Edge): Position | undefined {
  if (Math.max(a.from[1], a.to[1]) < Math.min(b.from[1], b.to[1]) || Math.max(b.from[1], b.to[1]) < Math.min(a.from[1], a.to[1]))
    return undefined;
  const [ofA, toA] = [side(b, a.from), side(b, a.to)];
  const [ofB, toB] = [side(a, b.from), side(a, b.to)];
  if (ofA === 0 && toA === 0) return overlapOf(a, b);
  if (ofA * toA < 0 && ofB * toB < 0) return a.from;
  // A corner that lies within another edge of its own ring pinches it; of another ring it only touches.
  const touches = ofA * toA <= 0 && ofB * toB <= 0;
  return touches && a.ring === b.ring && !areNeighbours(a, b) ? a.from : undefined;
}

/** Edges on one line cross where they share more than an end. */
function overlapOf(a: Edge, b: Edge): Position | undefined {
  const axis = a.from[0] === a.to[0] ? 1 : 0;
  const start = Math.max(Math.min(a.from[axis], a.to[axis]), Math.min(b.from[axis], b.to[axis]));
  const end = Math.min(Math.max(a.from[axis], a.to[axis]), Math.max(b.from[axis], b.to[axis]));
  if (start > end || (start === end && (areNeighbours(a, b) || a.ring !== b.ring))) return undefined;
  return a.from;
}

function areNeighbours(a: Edge, b: Edge): boolean {
  const apart = Math.abs(a.index - b.index);
  return a.ring === b.ring && (apart === 1 || apart === a.count - 1);
}

/** On which side of an edge a position lies: the sign of the cross product; 0 on its line. */
function side({ from, to }: Edge, [lng, lat]: Position): number {
  return Math.sign((to[0] - from[0]) * (lat - from[1]) - (to[1] - from[1]) * (lng - from[0]));
}
