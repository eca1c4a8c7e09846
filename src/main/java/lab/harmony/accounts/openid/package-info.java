/// Accounts at a provider of OpenID Connect: which provider the settings name, what it says of
/// somebody, and whose account here that is.
@NullMarked
package lab.harmony.accounts.openid;

import org.jspecify.annotations.NullMarked;
