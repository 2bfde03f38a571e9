"""What a target rests on: customers, what they can bring, and what people who know them say."""
