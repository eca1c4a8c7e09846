package lab.harmony.engine;

import lab.harmony.work.process.ProcessEnd;

/// Hears what an engine process tells. Called from one thread at a time, in the order of telling.
public interface EngineListener {

  void event(EngineEvent event);

  /// The process has ended, whoever ended it; called once, after the last event.
  void ended(ProcessEnd end);
}
