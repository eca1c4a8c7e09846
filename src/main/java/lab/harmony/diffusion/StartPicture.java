package lab.harmony.diffusion;

import java.awt.image.BufferedImage;

/// A picture to begin from instead of noise alone (image to image; Meng et al. 2021, SDEdit).
///
/// @param image of the width and height that the request asks for
/// @param strength how much of the way is gone again, above 0 and at most 1: little keeps the
///   picture, 1 keeps next to nothing
public record StartPicture(BufferedImage image, double strength) {

  public StartPicture {
    GenerationRequest.STRENGTH.require("the strength", strength);
  }
}
