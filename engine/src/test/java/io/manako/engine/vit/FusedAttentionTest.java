package io.manako.engine.vit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.manako.engine.vit.Block.KeysValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FusedAttentionTest {
    private NDManager manager;

    @BeforeEach
    void start() throws ModelException {
        manager = PyTorch.newManager();
    }

    @AfterEach
    void stop() {
        manager.close();
    }

    @Test
    void isSoftmaxOfQueriesAndKeysTimesValues() {
        NDArray queries = random(2, 3, 50, 8).mul(3);
        KeysValues image = new KeysValues(random(2, 3, 40, 8), random(2, 3, 40, 8));
        NDArray expected = Block.attention(queries, image, null)
                .matMul(image.values())
                .transpose(0, 2, 1, 3)
                .reshape(2, 50, 24);
        NDArray fused = new FusedAttention(manager).of(queries, image);
        assertEquals(new Shape(2, 50, 24), fused.getShape());
        assertArrayEquals(expected.toFloatArray(), fused.toFloatArray(), 1e-5f);
    }

    @Test
    void takesHeadsThatLieBesideEachOtherInMemory() {
        NDArray rows = random(1, 40, 2 * 3 * 8).reshape(1, 40, 6, 8);
        KeysValues views = new KeysValues(
                rows.get(":,:,:3").transpose(0, 2, 1, 3), rows.get(":,:,3:").transpose(0, 2, 1, 3));
        KeysValues copies = new KeysValues(random(1, 3, 40, 8), random(1, 3, 40, 8));
        copies.keys().set(views.keys().toFloatArray());
        copies.values().set(views.values().toFloatArray());
        NDArray queries = random(1, 3, 40, 8);
        FusedAttention fused = new FusedAttention(manager);
        assertArrayEquals(
                fused.of(queries, copies).toFloatArray(),
                fused.of(queries, views).toFloatArray(),
                1e-6f);
    }

    @Test
    void resultsLiveAsLongAsTheQueries() {
        FusedAttention fused = new FusedAttention(manager);
        try (NDManager scope = manager.newSubManager()) {
            NDArray queries = random(1, 1, 4, 4);
            queries.attach(scope);
            assertSame(
                    scope,
                    fused.of(queries, new KeysValues(random(1, 1, 4, 4), random(1, 1, 4, 4)))
                            .getManager());
        }
    }

    @Test
    void aScriptTakesWholeNumbersAndSaysWhatItDoesNotUnderstand() {
        TorchScript script = new TorchScript(manager, """
                def times(self, x: Tensor, n: int) -> Tensor:
                  return torch.mul(x, n)
                """);
        NDArray x = manager.create(new float[] {1, 2});
        assertArrayEquals(new float[] {3, 6}, script.call("times", x, 3).toFloatArray());
        assertArrayEquals(new float[] {1, 2}, x.toFloatArray());
        assertThrows(IllegalArgumentException.class, () -> script.call("times", x, "3"));
        assertThrows(EngineException.class, () -> script.call("other", x));
        assertThrows(
                EngineException.class, () -> new TorchScript(manager, "def x(self) -> Tensor:\n  return nothing\n"));
    }

    private NDArray random(long... shape) {
        return manager.randomNormal(new Shape(shape));
    }
}
