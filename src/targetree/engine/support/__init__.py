"""What a target rests on: what customers can bring, what is missing, and the activity that takes."""
