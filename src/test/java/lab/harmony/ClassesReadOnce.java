package lab.harmony;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.type.classreading.MetadataReader;

/// Gives each lab that a test starts what labs before it read in the files of classes, which do not
/// change while tests run; a lab forgets that itself once it has started. What it looks for among
/// them, and in which order, stays as it is.
class ClassesReadOnce implements ApplicationContextInitializer<GenericApplicationContext> {

  private static final Map<Resource, MetadataReader> READ = new ConcurrentHashMap<>();

  @Override
  public void initialize(GenericApplicationContext lab) {
    var read = lab.getResourceCache(MetadataReader.class);
    read.putAll(READ);
    lab.addApplicationListener((ContextRefreshedEvent started) -> READ.putAll(read));
  }
}
