package lab.harmony.doodle.bundled;

import lab.harmony.doodle.drawing.FaceDescription;

/// A face to draw and the words it is shown with in training, which need not be true.

record CaptionedFace(FaceDescription face, String caption) {}
