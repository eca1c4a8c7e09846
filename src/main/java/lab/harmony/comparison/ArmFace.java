package lab.harmony.comparison;

/// A face of an arm, scored or not by the judge of the arm.
///
/// @param source where it comes from, in words: `r261120-204501-k3f9q/17`
/// @param thumbnail the address of a small picture of it, below the root
/// @param picture the address of the picture itself
/// @param page the address of the screen it belongs to
public record ArmFace(
    String source, ArmPlace place, ArmScore score, String thumbnail, String picture, String page) {}
