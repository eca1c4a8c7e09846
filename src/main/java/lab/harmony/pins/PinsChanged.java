package lab.harmony.pins;

/// What is pinned, or what a pin asks for, is another than before.
public record PinsChanged(PinId pin) {}
