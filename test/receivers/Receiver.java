// A correct receiver for kyve and kycert in Java 17's standard library alone: a second foreign program that doubleact must
// be able to judge. Started with `java Receiver.java`. The line marked SPOIL can be spoiled and breaks that one
// thing.
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Receiver {
  static final Map<String, String> ENV = System.getenv();
  static final byte[] SECRET = ENV.get("DOUBLEACT_WEBHOOK_SECRET").getBytes(StandardCharsets.UTF_8);
  static final String PROVIDER = ENV.getOrDefault("DOUBLEACT_PROVIDER", "kyve");
  static final String HEADER = PROVIDER.equals("kycert") ? "Kycert-Signature" : "KYC-Signature";
  static final String ISSUER = ENV.get("DOUBLEACT_ISSUER_URL").replaceAll("/+$", "");
  static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  static final ExecutorService WORK = Executors.newCachedThreadPool(Receiver::daemon);
  /** Seconds before the first repetition or poll; each wait after it is twice as long. */
  static final double FIRST_WAIT = Double.parseDouble(ENV.getOrDefault("RECEIVER_FIRST_WAIT", "1"));
  static PrivateKey key;

  public static void main(String[] arguments) throws Exception {
    key = readKey();
    int port = Integer.parseInt(ENV.getOrDefault("PORT", "0"));
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
    server.setExecutor(Executors.newCachedThreadPool(Receiver::daemon));
    server.createContext("/", Receiver::handle);
    server.start();
    System.out.println("listening on http://127.0.0.1:" + server.getAddress().getPort());
  }

  static Thread daemon(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    return thread;
  }

  // --- The server.

  static void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body;
      try {
        body = exchange.getRequestBody().readAllBytes();
      } catch (IOException brokeOff) {
        return;
      }
      if (!exchange.getRequestMethod().equals("POST")) {
        answer(exchange, 405, "{\"error\":\"POST only\"}");
      } else if (!isGenuine(exchange.getRequestHeaders().get(HEADER), body)) {
        answer(exchange, 401, "{\"error\":\"refused\"}");
      } else {
        Object event;
        try {
          event = new Json(new String(body, StandardCharsets.UTF_8)).read();
        } catch (RuntimeException malformed) {
          event = null;
        }
        if (event instanceof Map<?, ?> object) {
          Person person = take(object);
          answer(exchange, 200, "{\"received\":true}");
          if (person != null) WORK.submit(() -> bringOnChain(person));
        } else {
          answer(exchange, 400, "{\"error\":\"not a JSON object\"}");
        }
      }
    }
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  // --- Verifying.

  static boolean isGenuine(List<String> headers, byte[] body) {
    if (headers == null) return false;
    Set<String> times = new HashSet<>();
    List<String> macs = new ArrayList<>();
    for (String part : String.join(",", headers).split(",")) {
      String[] pair = part.trim().split("=", 2);
      if (pair.length == 2 && pair[0].equals("t")) times.add(pair[1]);
      if (pair.length == 2 && pair[0].equals("v1")) macs.add(pair[1]);
    }
    if (times.size() != 1) return false;
    String stamp = times.iterator().next();
    if (!stamp.matches("[0-9]{1,12}")) return false;
    long age = Math.abs(Instant.now().getEpochSecond() - Long.parseLong(stamp));
    if (age > 300) return false;
    byte[] own = hmac(stamp, body).getBytes(StandardCharsets.UTF_8);
    boolean fits = false;
    // Every v1 is compared, so that the time it takes tells nothing.
    for (String mac : macs) fits |= MessageDigest.isEqual(own, mac.getBytes(StandardCharsets.UTF_8)); // SPOIL the signature
    return fits;
  }

  static String hmac(String stamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
      mac.update((stamp + ".").getBytes(StandardCharsets.UTF_8));
      StringBuilder hex = new StringBuilder();
      for (byte each : mac.doFinal(body)) hex.append(String.format("%02x", each));
      return hex.toString();
    } catch (java.security.GeneralSecurityException fault) {
      throw new IllegalStateException(fault);
    }
  }

  // --- What an event says, and taking it once.

  record Person(String email, String level, String verifiedAt) {}

  /** Whom it is about, whether they passed (null: not decided), when it became so, and the person if they passed. */
  record News(String about, Boolean passed, long made, Person person) {}

  static final Set<String> seen = new HashSet<>();
  static final Set<String> followed = new HashSet<>();
  static final Map<String, Long> decided = new HashMap<>();
  static final Set<String> people = new HashSet<>();

  /** The person whose credential is now owed, or null. */
  static Person take(Map<?, ?> event) {
    News news = readEvent(event);
    synchronized (seen) {
      if (!seen.add(String.valueOf(event.get("id")))) return null;
      if (news == null || news.passed() == null) return null;
      if (news.made() < decided.getOrDefault(news.about(), 0L)) return null;
      decided.put(news.about(), news.made());
      if (news.person() == null || !people.add(news.person().email())) return null;
      return news.person();
    }
  }

  static News readEvent(Map<?, ?> event) {
    Object data = event.get("data");
    Object result = data instanceof Map<?, ?> map ? map.get("object") : null;
    if (!(result instanceof Map<?, ?> object)) return null;
    if (Boolean.TRUE.equals(event.get("livemode"))) return null;
    boolean kycert = PROVIDER.equals("kycert");
    String word = String.valueOf(object.get(kycert ? "decision" : "status")).toLowerCase();
    Object moment = event.get("created");
    long made = moment instanceof Number number ? number.longValue() : 0;
    if (kycert && object.get("completed_at") != null) moment = object.get("completed_at");
    boolean approved =
        kycert
            ? "run.completed".equals(event.get("event")) && word.equals("approved")
            : "verification.completed".equals(event.get("type")) && word.equals("completed");
    Set<String> rejections = kycert ? Set.of("blocked", "null") : Set.of("failed", "canceled", "expired");
    Boolean passed = approved ? Boolean.TRUE : rejections.contains(word) ? Boolean.FALSE : null;
    String about = String.valueOf(object.get(kycert ? "run_id" : "id"));
    Map<?, ?> metadata = object.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
    boolean named = metadata.get("email") instanceof String email && !email.isEmpty();
    if (named) about = (String) metadata.get("email");
    if (!Boolean.TRUE.equals(passed) || !named) return new News(about, passed, made, null);
    String level = metadata.get("kyc_level") instanceof String text ? text : "";
    return new News(about, passed, made, new Person((String) metadata.get("email"), level, toIso(moment)));
  }

  static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'.000Z'").withZone(ZoneOffset.UTC);

  static String toIso(Object moment) {
    if (moment instanceof String text) return text;
    return ISO.format(moment instanceof Number number ? Instant.ofEpochSecond(number.longValue()) : Instant.now());
  }

  // --- The issuer.

  record Answer(int status, Map<?, ?> body, long after) {}

  static Answer call(String method, String path, String email, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(ISSUER + path))
            .timeout(Duration.ofSeconds(60))
            .header("x-partner-auth", partnerToken(email))
            .header("user-agent", "Receiver.java");
    if (body == null) request.method(method, HttpRequest.BodyPublishers.noBody());
    else request.header("content-type", "application/json").method(method, HttpRequest.BodyPublishers.ofString(body));
    try {
      HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String wait = response.headers().firstValue("retry-after").orElse("");
      long after = wait.matches("[0-9]{1,6}") ? Long.parseLong(wait) : 0;
      Object read = response.statusCode() == 200 ? new Json(response.body()).read() : null;
      return new Answer(response.statusCode(), read instanceof Map<?, ?> map ? map : Map.of(), after);
    } catch (IOException | RuntimeException noAnswer) {
      return new Answer(0, Map.of(), 0);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Answer(0, Map.of(), 0);
    }
  }

  static void bringOnChain(Person person) {
    Map<String, Object> subject = new LinkedHashMap<>();
    subject.put("kycVerified", true);
    subject.put("kycLevel", person.level());
    subject.put("verifiedAt", person.verifiedAt());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("issuerDid", ENV.get("ISSUER_DID"));
    body.put("credentialId", ENV.get("CREDENTIAL_ID"));
    body.put("credentialSubject", subject);
    // However often the call is repeated, there is one credential.
    body.put("onDuplicate", "ignore");
    for (int attempt = 0; attempt < 12; attempt++) {
      Answer answer = call("POST", "/credentials/issue-on-behalf", person.email(), Json.write(body));
      if (answer.body().get("coreClaimHash") instanceof String hash) {
        follow(person.email(), hash);
        return;
      }
      if (answer.status() == 400 || answer.status() == 409) return;
      pause(waitFor(answer, attempt));
    }
  }

  static void follow(String email, String hash) {
    synchronized (seen) {
      if (!followed.add(hash)) return;
    }
    String path = "/credentials/status?coreClaimHash=" + URLEncoder.encode(hash, StandardCharsets.UTF_8);
    for (int attempt = 0; attempt < 24; attempt++) {
      Answer answer = call("GET", path, email, null);
      String state = String.valueOf(answer.body().get("vcStatus"));
      if (Set.of("ONCHAIN", "WAIT_REMOVE", "REMOVE", "EXPIRE").contains(state)) return;
      pause(waitFor(answer, attempt));
    }
  }

  /** In seconds: what the issuer asked for, or twice as long each time. */
  static double waitFor(Answer answer, int attempt) {
    return answer.after() > 0 ? answer.after() : Math.min(30, FIRST_WAIT * Math.pow(2, attempt));
  }

  static void pause(double seconds) {
    try {
      Thread.sleep((long) (1000 * seconds));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  // --- The partner token.

  static PrivateKey readKey() throws Exception {
    String pem = ENV.getOrDefault("PARTNER_PRIVATE_KEY", "");
    if (pem.isEmpty()) pem = Files.readString(Path.of(ENV.get("PARTNER_PRIVATE_KEY_PATH")));
    String base64 = pem.replace("\\n", "\n").replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(encoded);
    } catch (InvalidKeySpecException other) {
      return KeyFactory.getInstance("EC").generatePrivate(encoded);
    }
  }

  static String partnerToken(String email) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> header = new LinkedHashMap<>();
    boolean rsa = key.getAlgorithm().equals("RSA");
    header.put("alg", rsa ? "RS256" : "ES256");
    header.put("typ", "JWT");
    header.put("kid", ENV.get("KEY_ID"));
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("partnerId", ENV.get("PARTNER_ID"));
    claims.put("scope", "issue");
    claims.put("email", email);
    claims.put("iat", now);
    claims.put("exp", now + 300);
    claims.put("jti", UUID.randomUUID().toString());
    try {
      String text = base64url(Json.write(header)) + "." + base64url(Json.write(claims));
      Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
      signature.initSign(key);
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (java.security.GeneralSecurityException fault) {
      throw new IllegalStateException(fault);
    }
  }

  static String base64url(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  // --- JSON, which the standard library does not have.

  static final class Json {
    private final String text;
    private int at = 0;

    Json(String text) {
      this.text = text;
    }

    Object read() {
      Object value = value();
      blanks();
      if (at < text.length()) throw malformed();
      return value;
    }

    private Object value() {
      blanks();
      if (at >= text.length()) throw malformed();
      switch (text.charAt(at)) {
        case '{':
          return object();
        case '[':
          return array();
        case '"':
          return string();
        case 't':
          return word("true", Boolean.TRUE);
        case 'f':
          return word("false", Boolean.FALSE);
        case 'n':
          return word("null", null);
        default:
          return number();
      }
    }

    private Map<String, Object> object() {
      Map<String, Object> object = new LinkedHashMap<>();
      at++;
      for (blanks(); peek() != '}'; blanks()) {
        if (!object.isEmpty()) expect(',');
        blanks();
        String name = string();
        blanks();
        expect(':');
        object.put(name, value());
      }
      at++;
      return object;
    }

    private List<Object> array() {
      List<Object> array = new ArrayList<>();
      at++;
      for (blanks(); peek() != ']'; blanks()) {
        if (!array.isEmpty()) expect(',');
        array.add(value());
      }
      at++;
      return array;
    }

    private String string() {
      expect('"');
      StringBuilder string = new StringBuilder();
      while (peek() != '"') {
        char letter = text.charAt(at++);
        if (letter != '\\') {
          string.append(letter);
          continue;
        }
        char escaped = peek();
        at++;
        int plain = "bfnrt".indexOf(escaped);
        if (escaped == 'u') {
          string.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
          at += 4;
        } else {
          string.append(plain < 0 ? escaped : "\b\f\n\r\t".charAt(plain));
        }
      }
      at++;
      return string.toString();
    }

    private Number number() {
      int from = at;
      while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) at++;
      if (from == at) throw malformed();
      return new java.math.BigDecimal(text.substring(from, at));
    }

    private Object word(String word, Object meaning) {
      if (!text.startsWith(word, at)) throw malformed();
      at += word.length();
      return meaning;
    }

    private void blanks() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    }

    private char peek() {
      if (at >= text.length()) throw malformed();
      return text.charAt(at);
    }

    private void expect(char letter) {
      if (peek() != letter) throw malformed();
      at++;
    }

    private RuntimeException malformed() {
      return new IllegalArgumentException("malformed JSON");
    }

    static String write(Object value) {
      if (value instanceof Map<?, ?> map) {
        List<String> pairs = new ArrayList<>();
        map.forEach((name, each) -> pairs.add(write(name) + ":" + write(each)));
        return "{" + String.join(",", pairs) + "}";
      }
      if (!(value instanceof String text)) return String.valueOf(value);
      StringBuilder quoted = new StringBuilder("\"");
      for (char letter : text.toCharArray()) {
        if (letter == '"' || letter == '\\') quoted.append('\\').append(letter);
        else if (letter < ' ') quoted.append(String.format("\\u%04x", (int) letter));
        else quoted.append(letter);
      }
      return quoted.append('"').toString();
    }
  }
}
