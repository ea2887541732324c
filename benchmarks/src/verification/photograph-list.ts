/** Where photographs come from, and which files of a package are photographs: looked at one by one, one file per scene. */
export interface Source {
  readonly registry: "debian" | "npm";
  readonly name: string;
  /** Pinned where the registry keeps old versions. */
  readonly version?: string;
  readonly folder: string;
  readonly files: readonly string[];
}

const openCvData =
  "aero1.jpg aloeL.jpg apple.jpg baboon.jpg basketball1.png blox.jpg board.jpg box_in_scene.png building.jpg butterfly.jpg chicky_512.png ela_original.jpg fruits.jpg graf1.png home.jpg left.jpg left06.jpg leuvenA.jpg licenseplate_motion.jpg messi5.jpg orange.jpg rubberwhale1.png squirrel_cls.jpg stuff.jpg sudoku.png";

const openCvOther =
  "examples/alphamat/input_images/plant.jpg examples/dnn_superres/butterfly.png examples/hfs/data/000.jpg examples/hfs/data/001.jpg examples/hfs/data/002.jpg examples/reg/home.png examples/text/scenetext01.jpg examples/text/scenetext02.jpg examples/text/scenetext03.jpg examples/text/scenetext04.jpg examples/text/scenetext05.jpg examples/text/scenetext06.jpg examples/text/scenetext_segmented_word01.jpg examples/text/scenetext_segmented_word02.jpg examples/text/scenetext_segmented_word03.jpg examples/text/scenetext_segmented_word04.jpg examples/text/scenetext_segmented_word05.jpg";

const openCvPages =
  "227943776_1.jpg 230501201_1.jpg 4_barcodes.jpg Background_Subtraction_Tutorial_frame.jpg Threshold_inRange_Tutorial_Result_input.jpeg affinepano.jpg astra_color.jpg asymetricalPattern.jpg bicubicOutput.jpg blurred.png detect_test1.jpg detect_test2.jpg fusion.png fusion_mertens.jpg handSrc.jpg pexels_double_decker_bus.jpg retina_TreeHdr_retina.jpg space_shuttle.jpg studentsSample_parvo.jpg";

const mate =
  "Aqua.jpg Blinds.jpg Dune.jpg FreshFlower.jpg Garden.jpg GreenMeadow.jpg LadyBird.jpg RainDrops.jpg Storm.jpg TwoWings.jpg Wood.jpg YellowFlower.jpg";

const plasma = "BytheWater ColdRipple ColorfulCups DarkestHour EveningGlow FallenLeaf Grey Kite OneStandsOut Path summer_1am";

const skimage =
  "astronaut.png brick.png camera.png chelsea.png coffee.png coins.png grass.png gravel.png moon.png motorcycle_left.png retina.jpg rocket.jpg";

const lomiri =
  "Bridge_by_Sander_Klootwijk.jpg Dragonfly_by_Bolly.jpg Picture_0B_by_freespace.jpg Picture_1A_by_freespace.jpg Wine_by_Jakkub_Mede.jpg aitzgorri_by_Aitzol_Berasategi.jpg free_by_Peter_Nerlich.jpg friends_by_Aitzol_Berasategi.jpg greentock_by_Peter_Nerlich.jpg life_by_Aitzol_Berasategi.jpg picosdeeuropa_by_Aitzol_Berasategi.jpg seeding_by_Clements_Engelhardt.jpg sunset_by_Aitzol_Berasategi.jpg";

function debian(name: string, folder: string, files: string): Source {
  return { registry: "debian", name, folder, files: files.split(" ") };
}

function bootstrap(theme: string, version: string, files: string): Source {
  return { registry: "npm", name: `startbootstrap-${theme}`, version, folder: "package/dist/assets/img", files: files.split(" ") };
}

/** Every source. Drawings, renderings, screenshots, stereo twins and pictures with marks drawn on them are left out. */
export const sources: readonly Source[] = [
  debian("opencv-doc", "usr/share/doc/opencv-doc/examples/data", openCvData),
  debian("opencv-doc", "usr/share/doc/opencv-doc", openCvOther),
  debian("opencv-doc", "usr/share/doc/opencv-doc/opencv4/html", openCvPages),
  debian("mate-backgrounds", "usr/share/backgrounds/mate/nature", mate),
  debian(
    "plasma-workspace-wallpapers",
    "usr/share/wallpapers",
    plasma
      .split(" ")
      .map((name) => `${name}/contents/images/2560x1600.jpg`)
      .join(" "),
  ),
  debian("python3-skimage", "usr/lib/python3/dist-packages/skimage/data", skimage),
  debian("lomiri-wallpapers-16.04", "usr/share/backgrounds", lomiri),
  debian("lomiri-wallpapers-20.04", "usr/share/backgrounds", "Kleiber_by_Lukas_Baubkus.jpg"),
  bootstrap(
    "agency",
    "7.0.12",
    "header-bg.jpg portfolio/1.jpg portfolio/2.jpg portfolio/4.jpg portfolio/5.jpg team/1.jpg team/2.jpg team/3.jpg about/1.jpg about/2.jpg about/3.jpg about/4.jpg",
  ),
  bootstrap("business-casual", "7.0.9", "about.jpg bg.jpg intro.jpg products-01.jpg products-02.jpg products-03.jpg"),
  bootstrap("clean-blog", "6.0.9", "about-bg.jpg contact-bg.jpg home-bg.jpg post-bg.jpg post-sample-image.jpg"),
  bootstrap("coming-soon", "6.0.7", "bg-mobile-fallback.jpg"),
  bootstrap(
    "creative",
    "7.0.7",
    "bg-masthead.jpg portfolio/fullsize/1.jpg portfolio/fullsize/2.jpg portfolio/fullsize/3.jpg portfolio/fullsize/4.jpg portfolio/fullsize/5.jpg portfolio/fullsize/6.jpg",
  ),
  bootstrap("grayscale", "7.0.6", "bg-masthead.jpg bg-signup.jpg demo-image-01.jpg demo-image-02.jpg"),
  bootstrap(
    "landing-page",
    "6.0.6",
    "bg-masthead.jpg bg-showcase-1.jpg bg-showcase-2.jpg bg-showcase-3.jpg testimonials-1.jpg testimonials-2.jpg testimonials-3.jpg",
  ),
  bootstrap("one-page-wonder", "6.0.6", "01.jpg 02.jpg 03.jpg"),
  bootstrap("stylish-portfolio", "6.0.6", "bg-callout.jpg bg-masthead.jpg portfolio-1.jpg portfolio-2.jpg portfolio-3.jpg"),
];
