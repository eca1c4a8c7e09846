package lab.harmony.threads.ui;

import java.time.Clock;
import lab.harmony.people.Rights;
import lab.harmony.threads.Inbox;
import lab.harmony.threads.Threads;
import lab.harmony.threads.TopicHomes;
import org.springframework.stereotype.Component;

/// What the parts of threads work with.
@Component
record ThreadServices(
    Threads threads, Inbox inbox, LiveThreads live, TopicHomes homes, Rights rights, Clock clock) {}
