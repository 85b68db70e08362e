package io.manako.engine.lexical.caption;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;

/** How a server is asked about a picture. */
public enum CaptionProtocol {
    /** Chat completions after OpenAI, which llama.cpp, LM Studio, vLLM and others speak, too; {@code http://HOST:PORT/v1}. */
    OPENAI("openai", "/chat/completions") {
        @Override
        void ask(ObjectNode body, String prompt, String picture) {
            ArrayNode content = message(body).putArray("content");
            content.addObject().put("type", "text").put("text", prompt);
            content.addObject()
                    .put("type", "image_url")
                    .putObject("image_url")
                    .put("url", "data:image/jpeg;base64," + picture);
        }

        @Override
        String answer(JsonNode body) {
            JsonNode content = body.path("choices").path(0).path("message").path("content");
            if (!content.isArray()) {
                return content.asText();
            }
            StringBuilder parts = new StringBuilder();
            content.forEach(part -> parts.append(part.path("text").asText()));
            return parts.toString();
        }
    },

    /** Ollama's own; {@code http://HOST:11434}. */
    OLLAMA("ollama", "/api/chat") {
        @Override
        void ask(ObjectNode body, String prompt, String picture) {
            message(body).put("content", prompt).putArray("images").add(picture);
        }

        @Override
        String answer(JsonNode body) {
            return body.path("message").path("content").asText();
        }
    };

    private final String key;
    private final String path;

    CaptionProtocol(String key, String path) {
        this.key = key;
        this.path = path;
    }

    /** How it is called on the command line. */
    public String key() {
        return key;
    }

    /** Of the address that is asked, below the one that the user gives. */
    String path() {
        return path;
    }

    /** The question as the server reads it. */
    final String question(String model, String prompt, byte[] jpeg) {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("model", model).put("stream", false);
        ask(body, prompt, Base64.getEncoder().encodeToString(jpeg));
        return body.toString();
    }

    abstract void ask(ObjectNode body, String prompt, String picture);

    /** What the model said, or nothing where the answer is of another form. */
    abstract String answer(JsonNode body);

    private static ObjectNode message(ObjectNode body) {
        return body.putArray("messages").addObject().put("role", "user");
    }
}
