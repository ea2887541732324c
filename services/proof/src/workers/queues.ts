/** The work queue of everything that is made from stored media. */
export const mediaQueue = "media_queue";
/** The work queue of looking for faces and of blurring them. */
export const blurQueue = "blur_queue";
