package lab.harmony.runs;

/// A LoRA adapter that a run draws with; the prompts say with what weight.
public record AdapterUse(String name, String sha256) {}
