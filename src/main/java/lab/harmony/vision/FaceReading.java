package lab.harmony.vision;

/// What eyes, mouth and brows of one face tell, each read on its own.
public record FaceReading(PartEmotion eyes, PartEmotion mouth, PartEmotion brows) {}
