package lab.harmony.threads;

/// Something that is talked about went or came back, or others may look at it than before.
public record TopicsChanged(TopicGroup group) {}
