"""How the desk does under many requests: does it keep its own word, how long do pages take, is a review ever lost?"""
