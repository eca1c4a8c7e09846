package lab.harmony.blind.session;

/// Where pictures of an arm are met elsewhere in the lab.
///
/// @param model what drew them, with its adapters
public record ArmDrawn(String experiment, String model) {}
