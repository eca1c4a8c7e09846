/// Where the lab answers, and to whom: addresses, names, certificates, a proxy before it, cookies.
@NullMarked
@ApplicationModule(allowedDependencies = {"workspace"})
package lab.harmony.network;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
