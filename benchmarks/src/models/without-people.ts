import type { Photograph } from "../verification/photographs.ts";

/** Photographs of the benchmarks in which a person can be seen, or a face in print: looked at one by one. */
const withPeople: Record<string, string> = {
  "opencv-doc":
    "basketball1.png left06.jpg messi5.jpg examples/text/scenetext01.jpg 227943776_1.jpg 230501201_1.jpg Background_Subtraction_Tutorial_frame.jpg Threshold_inRange_Tutorial_Result_input.jpeg affinepano.jpg blurred.png pexels_double_decker_bus.jpg studentsSample_parvo.jpg",
  "python3-skimage": "astronaut.png camera.png",
  "startbootstrap-agency": "team/1.jpg team/2.jpg team/3.jpg about/2.jpg about/3.jpg about/4.jpg",
  "startbootstrap-business-casual": "about.jpg intro.jpg",
  "startbootstrap-clean-blog": "post-bg.jpg post-sample-image.jpg",
  "startbootstrap-landing-page": "testimonials-1.jpg testimonials-2.jpg testimonials-3.jpg",
  "startbootstrap-one-page-wonder": "01.jpg 02.jpg 03.jpg",
};

/** Those in which whatever the detector finds is none. Faces of animals and drawings are in them. */
export function withoutPeople(found: readonly Photograph[]): Photograph[] {
  const excluded = new Set(Object.entries(withPeople).flatMap(([origin, files]) => files.split(" ").map((file) => `${origin}/${file}`)));
  return found.filter(({ name }) => !excluded.has(name));
}
