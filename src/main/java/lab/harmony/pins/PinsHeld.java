package lab.harmony.pins;

/// What changed has been held against the pins, and what was found is kept.
public record PinsHeld() {}
