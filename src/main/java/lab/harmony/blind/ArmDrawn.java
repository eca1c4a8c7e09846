package lab.harmony.blind;

/// Where pictures of an arm are met elsewhere in the lab.
///
/// @param model what drew them, with its adapters
record ArmDrawn(String experiment, String model) {}
