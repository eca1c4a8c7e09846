package lab.harmony.accounts.ui;

import java.util.List;
import java.util.stream.Stream;
import lab.harmony.design.CommandSource;
import lab.harmony.people.Needs;
import lab.harmony.people.Right;
import org.springframework.stereotype.Component;

/// One's own account in the command palette: the navigation leads to it by one's name alone.
@Component
@Needs(Right.OWN_ACCOUNT)
final class AccountCommands implements CommandSource {

  @Override
  public List<Command> commands(String query, int limit) {
    return Stream.of(new Command("Screen", "Account", "account"))
        .filter(
            account -> CommandSource.fits("account name password passkeys sign out colours", query))
        .limit(limit)
        .toList();
  }
}
