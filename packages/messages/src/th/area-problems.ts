import type { areaProblems as english } from "../en/area-problems.ts";

export const areaProblems: Record<keyof typeof english, string> = {
  "area_problem.not_geojson": "ไฟล์นี้ไม่ใช่ GeoJSON แบบ FeatureCollection",
  "area_problem.no_features": "ไฟล์นี้ไม่มีพื้นที่ใดเลย",
  "area_problem.too_many_features": "ไฟล์นี้มีพื้นที่เกิน 2,000 แห่ง โปรดแบ่งนำเข้าตามพื้นที่ที่อยู่เหนือขึ้นไป",
  "area_problem.too_many_positions": "ไฟล์นี้มีพิกัดเกิน 200,000 จุด โปรดลดความละเอียดของแนวเขต",
  "area_problem.code_missing": "ต้องมี “code” ที่ใช้ตัวอักษร ตัวเลข จุด ขีด และขีดล่าง ไม่เกิน 40 ตัว",
  "area_problem.code_twice": "มีพื้นที่อื่นใช้รหัสเดียวกัน",
  "area_problem.code_of_another_level": "รหัสนี้เป็นของพื้นที่อีกระดับหนึ่ง",
  "area_problem.name_missing": "ต้องมี “name” ยาวไม่เกิน 200 ตัวอักษร",
  "area_problem.population_invalid": "จำนวนประชากรต้องเป็นจำนวนเต็มมากกว่า 0 หากไม่ทราบให้เว้นไว้",
  "area_problem.geometry_not_polygon": "รูปทรงต้องเป็น Polygon หรือ MultiPolygon ที่มีพิกัดเป็นตัวเลข",
  "area_problem.ring_too_short": "วงเขตต้องมีพิกัดอย่างน้อยสี่จุด โดยจุดสุดท้ายตรงกับจุดแรก",
  "area_problem.ring_not_closed": "วงเขตไม่ปิด จุดสุดท้ายไม่ตรงกับจุดแรก",
  "area_problem.ring_crosses_itself": "แนวเขตตัดกันเอง",
  "area_problem.coordinate_out_of_range": "พิกัดไม่อยู่บนโลก ลองจิจูดต้องไม่เกิน 180 องศา และละติจูดไม่เกิน 90 องศา",
  "area_problem.coordinates_swapped": "ดูเหมือนว่าพิกัดขึ้นต้นด้วยละติจูด GeoJSON ใช้ลองจิจูดก่อน แล้วจึงละติจูด",
  "area_problem.parent_unknown": "ไม่พบพื้นที่ที่อยู่เหนือขึ้นไปในเดือนนั้น หรือพื้นที่นั้นไม่ได้อยู่ในระดับที่กว้างกว่า",
  "area_problem.outside_parent": "พื้นที่นี้อยู่นอกพื้นที่ที่ควรอยู่ภายใน",
};
