package lab.harmony;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/// Lets a started application that tests share be the one again that Spring Security knows of: each
/// that starts takes the place of the one before, for the whole process.
final class SecurityOfThisLab extends AbstractTestExecutionListener {

  @Override
  public int getOrder() {
    return 0; // before whoever is signed in is put into it
  }

  @Override
  public void beforeTestMethod(TestContext test) {
    SecurityContextHolder.setContextHolderStrategy(
        test.getApplicationContext().getBean(SecurityContextHolderStrategy.class));
  }
}
