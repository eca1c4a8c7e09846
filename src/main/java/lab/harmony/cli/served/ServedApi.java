package lab.harmony.cli.served;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.harmony.accounts.CurrentPerson;
import lab.harmony.accounts.tokens.AccessToken;
import lab.harmony.json.Json;
import lab.harmony.people.OpenToAll;
import lab.harmony.people.Right;
import lab.harmony.people.Rights;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/// Says whose token somebody has, and what it is good for now.
@OpenToAll
@RestController
class ServedApi {

  private final CurrentPerson person;
  private final Rights rights;

  ServedApi(CurrentPerson person, Rights rights) {
    this.person = person;
    this.rights = rights;
  }

  /// Every token may ask about itself.
  @GetMapping(value = "/api/v1/me", produces = MediaType.APPLICATION_JSON_VALUE)
  String me(@RequestAttribute(BearerFilter.TOKEN) AccessToken token) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("person", person.name());
    facts.put("role", person.person().role().word());
    facts.put("token", token.name());
    facts.put("expiresAt", token.expiresAt().toString());
    facts.put(
        "rights",
        token.rights().stream()
            .filter(right -> rights.may(person.actor(), right))
            .sorted()
            .map(Right::name)
            .toList());
    return Json.MAPPER.writeValueAsString(facts);
  }
}
