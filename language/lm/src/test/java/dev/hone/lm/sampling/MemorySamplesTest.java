package dev.hone.lm.sampling;

class MemorySamplesTest extends SampleStoreKit {
    private final SampleStore store = SampleStore.inMemory();

    @Override
    SampleStore store() {
        return store;
    }
}
